//! OpenMetrics text: families, each with its lines.

use app::meter::Histogram;
use std::fmt::{Display, Write as _};

/// Microseconds as seconds.
pub(super) fn seconds(micros: u64) -> String {
    format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
}

/// The text as it grows. The caller names each family once, with all its lines after it.
#[derive(Default)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// The whole text.
    pub(super) fn end(mut self) -> String {
        self.text.push_str("# EOF\n");
        self.text
    }

    pub(super) fn family(&mut self, name: &str, kind: &str, help: &str) {
        let unit = ["seconds", "bytes"].into_iter().find(|unit| name.ends_with(&format!("_{unit}")));
        let _whole = writeln!(self.text, "# TYPE {name} {kind}");
        if let Some(unit) = unit {
            let _whole = writeln!(self.text, "# UNIT {name} {unit}");
        }
        let _whole = writeln!(self.text, "# HELP {name} {help}");
    }

    /// A value. Labels are words of this program: none needs an escape.
    pub(super) fn line(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        let labels: Vec<String> = labels.iter().map(|(name, value)| format!("{name}=\"{value}\"")).collect();
        let _whole = if labels.is_empty() {
            writeln!(self.text, "{name} {value}")
        } else {
            writeln!(self.text, "{name}{{{}}} {value}", labels.join(","))
        };
    }

    pub(super) fn gauge(&mut self, name: &str, help: &str, value: impl Display) {
        self.family(name, "gauge", help);
        self.line(name, &[], value);
    }

    pub(super) fn counter(&mut self, name: &str, help: &str, value: u64) {
        self.family(name, "counter", help);
        self.line(&format!("{name}_total"), &[], value);
    }

    pub(super) fn histogram(
        &mut self,
        name: &str,
        labels: &[(&str, &str)],
        histogram: &Histogram,
        shown: impl Fn(u64) -> String,
    ) {
        let mut all = 0;
        for (bound, count) in histogram.cumulative() {
            all = count;
            let bound = bound.map_or_else(|| "+Inf".to_owned(), &shown);
            let mut labels = labels.to_vec();
            labels.push(("le", &bound));
            self.line(&format!("{name}_bucket"), &labels, count);
        }
        self.line(&format!("{name}_count"), labels, all);
        self.line(&format!("{name}_sum"), labels, shown(histogram.sum()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_is_printed_cumulative_and_in_seconds() {
        let histogram = Histogram::over(&[1_000, 2_500_000]);
        histogram.count(500);
        histogram.count(2_000_000);
        let mut page = Page::default();
        page.histogram("x_seconds", &[("route", "/a")], &histogram, seconds);
        assert_eq!(
            page.text,
            "x_seconds_bucket{route=\"/a\",le=\"0.001000\"} 1\n\
             x_seconds_bucket{route=\"/a\",le=\"2.500000\"} 2\n\
             x_seconds_bucket{route=\"/a\",le=\"+Inf\"} 2\n\
             x_seconds_count{route=\"/a\"} 2\n\
             x_seconds_sum{route=\"/a\"} 2.000500\n"
        );
    }
}
