#!/bin/bash
# The logs of a real run, judged by programs nobody here wrote: log_judges.sh [WORK]
# WORK is what main_job.py left (with KOOM_KEEP): WORK/data, and WORK/early with checkpoints and keys from the beginning of the
# run. Go's checksum database and aics-tlog accept both logs over HTTP and as files, grown from the early checkpoint, and refuse
# them with one byte changed anywhere.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
exec python3 "$here/log_judges.py" "$@"
