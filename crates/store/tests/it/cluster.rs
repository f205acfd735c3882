//! A PostgreSQL server for the tests of this program, on a socket of its own, without syncing: what is tested here is
//! what it answers. Debian's package `postgresql-15` brings it; where it is missing the tests say so and are skipped,
//! with `CI=true` they fail.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use store::{Memory, Postgres, Sqlite, Store};

static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
static SCHEMAS: AtomicU32 = AtomicU32::new(0);

struct Cluster {
    socket: PathBuf,
}

/// An empty store, or `None` where there is no server. Each has a schema of its own in one database.
pub fn fresh() -> Option<(String, Store)> {
    let url = fresh_url()?;
    let store = Store::new(Arc::new(Postgres::open(&url).unwrap()));
    Some((url, store))
}

/// An empty store in each database, with the directory it needs.
pub fn databases() -> Vec<(Option<tempfile::TempDir>, Store)> {
    let dir = tempfile::tempdir().unwrap();
    let sqlite = Store::new(Arc::new(Sqlite::open(dir.path()).unwrap()));
    let postgres = fresh().map(|(_url, store)| (None, store));
    [(Some(dir), sqlite)].into_iter().chain(postgres).collect()
}

/// The same and one in memory.
pub fn everywhere() -> Vec<(Option<tempfile::TempDir>, Store)> {
    let mut all = databases();
    all.push((None, Store::new(Arc::new(Memory::new()))));
    all
}

/// Where an empty store may be made.
pub fn fresh_url() -> Option<String> {
    let cluster = CLUSTER.get_or_init(start).as_ref()?;
    let name = format!("s{}", SCHEMAS.fetch_add(1, Ordering::Relaxed));
    sql(cluster, &format!("create schema {name}"));
    Some(format!("{}&options=-c%20search_path%3D{name}", url(cluster)))
}

fn url(cluster: &Cluster) -> String {
    format!("postgresql://postgres@/postgres?host={}", cluster.socket.display())
}

fn sql(cluster: &Cluster, text: &str) {
    run(&url(cluster), text);
}

/// Runs statements, as someone with psql would.
pub fn run(url: &str, text: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        client.batch_execute(text).await.unwrap();
    });
}

/// The programs of the newest version installed.
fn programs() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    found.sort();
    found.pop()
}

fn start() -> Option<Cluster> {
    let Some(bin) = programs() else {
        assert!(std::env::var_os("CI").is_none(), "postgresql is not installed");
        eprintln!("skipped: postgresql is not installed");
        return None;
    };
    let dir = std::env::temp_dir().join(format!("koom-postgres-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    if root() {
        assert!(Command::new("chown").arg("postgres").arg(&dir).status().unwrap().success());
    }
    let data = dir.join("data");
    let made = run_as(&bin.join("initdb"), &dir)
        .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "-D"])
        .arg(&data)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success(), "initdb failed");
    let (socket, server) = (dir.clone(), bin.join("postgres"));
    // The server ends with the thread that started it, and that with this program.
    std::thread::spawn(move || {
        let mut server = run_as(&server, &socket);
        server.arg("-D").arg(&data).arg("-k").arg(&socket);
        server.args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off"]);
        let log = std::fs::File::create(socket.join("log")).unwrap();
        let _ended = server.stderr(log).stdout(Stdio::null()).status();
    });
    let cluster = Cluster { socket: dir };
    for _ in 0..400 {
        if cluster.socket.join(".s.PGSQL.5432").exists() && answers(&cluster) {
            return Some(cluster);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("the server does not start: {:?}", std::fs::read_to_string(cluster.socket.join("log")));
}

fn answers(cluster: &Cluster) -> bool {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { tokio_postgres::connect(&url(cluster), tokio_postgres::NoTls).await.is_ok() })
}

fn root() -> bool {
    Command::new("id").arg("-u").output().unwrap().stdout == b"0\n"
}

/// A program that ends when its parent does; as another user where this one is root, which the server refuses to be.
fn run_as(program: &Path, dir: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.arg("--pdeathsig=QUIT").current_dir(dir);
    if root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    }
    command.arg(program);
    command
}
