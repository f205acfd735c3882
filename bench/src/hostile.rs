//! Texts made to cost much: how long each takes until it is refused or done.

use feel::{Limits, Names, Scope, evaluate, parse_expression};
use std::time::Instant;

/// How often each is run; the shortest time counts.
const RUNS: usize = 5;

fn texts() -> Vec<(&'static str, String)> {
    let many = |part: &str, count: usize| part.repeat(count);
    vec![
        ("brackets, 10,000 deep", format!("{}1{}", many("(", 10_000), many(")", 10_000))),
        ("lists, 10,000 deep", format!("{}{}", many("[", 10_000), many("]", 10_000))),
        ("contexts, 10,000 deep", format!("{}1{}", many("{a:", 10_000), many("}", 10_000))),
        ("conditions, 10,000 deep", many("if a then ", 10_000) + "1"),
        ("1 MB of sums", many("1+", 500_000) + "1"),
        ("60 KB of sums", many("1+", 30_000) + "1"),
        ("60 KB of open brackets after 'in'", many("x in (", 10_000)),
        ("60 KB of one list", format!("[{}1]", many("1,", 30_000))),
        ("a range of 10^12", "for i in 1..10**12 return i".to_owned()),
        ("a range as value of 10^12", "count(for i in [1..10**12] return i)".to_owned()),
        ("two loops of 10^5", "count(for i in 1..99999, j in 1..99999 return i)".to_owned()),
        ("a quantifier over two loops", "some i in 1..99999, j in 1..99999 satisfies i < 0".to_owned()),
        ("a filter in a filter", "count((for i in 1..99999 return i)[list contains(for j in 1..999 return j, item)])".to_owned()),
        ("partial results, each time copied", "for i in 1..99999 return count(partial)".to_owned()),
        ("distinct values of 10^5", "distinct values(for i in 1..99999 return i)".to_owned()),
        ("a sort of 10^5", "sort(for i in 1..99999 return -i)".to_owned()),
        ("a sort by a function", "sort(for i in 1..99999 return -i, function(a, b) a < b)".to_owned()),
        ("lists joined again and again", "for i in 1..5000 return concatenate(if i = 1 then [] else partial[-1], [i])".to_owned()),
        ("exponentials", "for i in 1..99999 return exp(i / 1000000)".to_owned()),
        ("powers", "for i in 1..99999 return 1.5 ** (i / 1000)".to_owned()),
        ("roots", "for i in 1..99999 return sqrt(i)".to_owned()),
        ("strings doubled", "for i in 1..60 return if i = 1 then \"aaaaaaaa\" else partial[-1] + partial[-1]".to_owned()),
        ("long strings in upper case", "{s: (for i in 1..17 return if i = 1 then \"ab\" else partial[-1] + partial[-1])[-1], r: for i in 1..50000 return upper case(s)}.r".to_owned()),
        ("a pattern of many states", "matches(\"aaaa\", \"((a{1,99}){1,99}){1,99}\")".to_owned()),
        ("a pattern that refers back", "for i in 1..9999 return matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaac\", \"(a*)*(a*)*\\\\1b\")".to_owned()),
        ("recursion", "{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r".to_owned()),
        ("two calls at each of 60 levels", "{f: function(g, n) if n = 0 then 1 else g(g, n - 1) + g(g, n - 1), r: f(f, 60)}.r".to_owned()),
        ("zones", "for i in 1..99999 return @\"2024-03-31T01:00:00@Europe/Paris\" + duration(\"PT1H\") * i".to_owned()),
    ]
}

pub(crate) fn run() {
    let limits = Limits::default();
    let mut worst = 0.0_f64;
    for (what, text) in texts() {
        let mut best = f64::MAX;
        let mut how = String::new();
        for _ in 0..RUNS {
            let start = Instant::now();
            how = match parse_expression(&text, &Names::new()) {
                Err(error) => format!("refused: {}", error.message),
                Ok(expr) => match evaluate(&expr, &Scope::empty(), &limits).limit {
                    Some(limit) => format!("stopped: {limit}"),
                    None => "done".to_owned(),
                },
            };
            best = best.min(start.elapsed().as_secs_f64() * 1e3);
        }
        worst = worst.max(best);
        println!("{best:8.2} ms  {what}: {how}");
    }
    println!("{worst:8.2} ms  at most");
}
