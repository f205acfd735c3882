//! Renders a letter and says what it costs: `cargo run --release -p paper --example letter -- T.typ DATA.json OUT.pdf [TIMES]`.
//!
//! Title, language and QR code are taken from the keys `title`, `lang` and `verify_url` of the data. Prints time and peak memory of the
//! process (VmHWM, Linux), so that a change of the compiler can be judged.
#![expect(clippy::print_stdout, reason = "an example talks to the person at the terminal")]

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Instant;

use paper::{Date, Paper, Request};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let usage = "use: letter TEMPLATE.typ DATA.json OUT.pdf [TIMES]";
    let (template, data, out) =
        (args.next().ok_or(usage)?, args.next().ok_or(usage)?, args.next().ok_or(usage)?);
    let times: u32 = args.next().map_or(Ok(1), |times| times.parse())?;
    let data: Value = serde_json::from_str(&std::fs::read_to_string(data)?)?;
    let text = |key: &str| data.get(key).and_then(Value::as_str);
    println!("before the templates: {}", peak()?);

    let start = Instant::now();
    let paper = Paper::new(BTreeMap::from([("letter.typ".to_owned(), std::fs::read_to_string(template)?)]));
    println!("templates and fonts: {:.1} ms, {}", start.elapsed().as_secs_f64() * 1e3, peak()?);
    if let Err(findings) = paper.check("letter.typ", &data) {
        for finding in findings {
            println!("{finding}");
        }
        return Err("the template does not pass its check".into());
    }
    println!("check: {}", peak()?);
    let request = Request {
        template: "letter.typ",
        data: &data,
        lang: text("lang").ok_or("the data has no `lang`")?,
        title: text("title").ok_or("the data has no `title`")?,
        date: Date { year: 2026, month: 11, day: 22 },
        qr: text("verify_url").map(str::to_owned),
    };
    for number in 1..=times {
        let start = Instant::now();
        let pdf = paper.render(&request)?;
        println!("{number}: {} bytes, {:.1} ms, {}", pdf.len(), start.elapsed().as_secs_f64() * 1e3, peak()?);
        std::fs::write(&out, pdf)?;
    }
    Ok(())
}

/// Peak and present memory of this process.
fn peak() -> Result<String, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let lines: Vec<&str> =
        status.lines().filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS")).collect();
    Ok(lines.join(", ").replace('\t', " "))
}
