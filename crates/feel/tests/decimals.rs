//! Decimal arithmetic against integers, against known digits, and by its laws.

#![expect(clippy::unwrap_used, reason = "functions that tests share fail as tests do")]

use feel::{Decimal, Rounding};
use proptest::prelude::*;

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn scaled(units: i128, scale: i32) -> Decimal {
    Decimal::from_scaled(units, scale).unwrap()
}

#[test]
fn numbers_print_plainly_and_read_back() {
    for (text, printed) in [
        ("0", "0"),
        ("-0", "0"),
        ("0.00", "0"),
        ("1.50", "1.5"),
        (".5", "0.5"),
        ("-12.345", "-12.345"),
        ("1e3", "1000"),
        ("1.2E-3", "0.0012"),
        ("100", "100"),
        ("1234567890123456789012345678901234", "1234567890123456789012345678901234"),
        // the 35th digit is rounded half to even
        ("12345678901234567890123456789012345", "12345678901234567890123456789012340"),
        ("12345678901234567890123456789012355", "12345678901234567890123456789012360"),
        ("123456789012345678901234567890123450000001", "123456789012345678901234567890123500000000"),
    ] {
        assert_eq!(d(text).to_string(), printed, "{text}");
    }
    for text in ["", "-", ".", "1.", "1e", "e1", "1..2", "1,5", "0x1", " 1", "1 ", "१", "1e9999999", "NaN"]
    {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
    }
}

#[test]
fn results_have_34_digits_rounded_half_to_even() {
    let one = Decimal::ONE;
    assert_eq!(one.div(d("3")).unwrap().to_string(), "0.3333333333333333333333333333333333");
    assert_eq!(d("2").div(d("3")).unwrap().to_string(), "0.6666666666666666666666666666666667");
    assert_eq!(one.div(d("8")).unwrap().to_string(), "0.125");
    assert_eq!(d("9999999999999999999999999999999999").add(one).unwrap(), d("1e34"));
    assert_eq!(d("1e34").add(d("5")).unwrap(), d("1e34"));
    assert_eq!(d("1e34").add(d("5.1")).unwrap().to_string(), "10000000000000000000000000000000010");
    assert_eq!(d("1e34").add(d("15")).unwrap().to_string(), "10000000000000000000000000000000020");
    assert_eq!(d("1e40").add(d("-1e-40")).unwrap(), d("1e40"));
    assert_eq!(d("1e300").sub(d("1e300")).unwrap(), Decimal::ZERO);
    assert_eq!(d("1e60").sub(d("1")).unwrap(), d("1e60"));
    assert_eq!(
        d("1111111111111111111111111111111111").mul(d("1111111111111111111111111111111111")).unwrap(),
        d("1.234567901234567901234567901234568e66")
    );
}

#[test]
fn what_overflows_is_none_and_what_vanishes_is_zero() {
    assert!(d("9e6144").mul(d("10")).is_none());
    assert!(d("9e6144").add(d("9e6144")).is_none());
    assert_eq!(d("1e-6176").div(d("10")).unwrap(), Decimal::ZERO);
    assert_eq!(d("1e-6000").mul(d("1e-6000")).unwrap(), Decimal::ZERO);
    assert!(Decimal::ONE.div(Decimal::ZERO).is_none());
    assert!(d("10").pow(d("6145")).is_none());
    assert!(d("20000").exp().is_none());
    assert_eq!(d("-20000").exp().unwrap(), Decimal::ZERO);
}

#[test]
fn rounding_follows_its_mode() {
    // value, scale, then half even, half up, half down, up, down, floor, ceiling
    for (value, scale, expected) in [
        ("2.5", 0, ["2", "3", "2", "3", "2", "2", "3"]),
        ("3.5", 0, ["4", "4", "3", "4", "3", "3", "4"]),
        ("-2.5", 0, ["-2", "-3", "-2", "-3", "-2", "-3", "-2"]),
        ("1.126", 2, ["1.13", "1.13", "1.13", "1.13", "1.12", "1.12", "1.13"]),
        ("1250", -2, ["1200", "1300", "1200", "1300", "1200", "1200", "1300"]),
        ("0.01", 0, ["0", "0", "0", "1", "0", "0", "1"]),
        ("-0.01", 0, ["0", "0", "0", "-1", "0", "-1", "0"]),
        ("1e-60", 2, ["0", "0", "0", "0.01", "0", "0", "0.01"]),
        ("7", 3, ["7"; 7]),
    ] {
        let modes = [
            Rounding::HalfEven,
            Rounding::HalfUp,
            Rounding::HalfDown,
            Rounding::Up,
            Rounding::Down,
            Rounding::Floor,
            Rounding::Ceiling,
        ];
        for (mode, expected) in modes.into_iter().zip(expected) {
            assert_eq!(
                d(value).round(scale, mode).unwrap().to_string(),
                expected,
                "{value} {scale} {mode:?}"
            );
        }
    }
    assert!(Decimal::ONE.round(6177, Rounding::Down).is_none());
}

#[test]
fn functions_are_exact_to_the_last_digit() {
    for (actual, expected) in [
        (d("2").sqrt(), "1.414213562373095048801688724209698"),
        (d("0.25").sqrt(), "0.5"),
        (d("1e10").sqrt(), "100000"),
        (d("1e-7").sqrt(), "0.0003162277660168379331998893544432719"),
        (d("1").exp(), "2.718281828459045235360287471352662"),
        (d("-1").exp(), "0.3678794411714423215955237701614609"),
        (d("100").exp(), "26881171418161354484126255515800140000000000"),
        (d("2").ln(), "0.6931471805599453094172321214581766"),
        (d("10").ln(), "2.302585092994045684017991454684364"),
        (d("1.0000000001").ln(), "0.00000000009999999999500000000033333333330833333"),
        (d("0.5").ln(), "-0.6931471805599453094172321214581766"),
        (d("2").pow(d("0.5")), "1.414213562373095048801688724209698"),
        (d("2").pow(d("-2")), "0.25"),
        (d("2").pow(d("100")), "1267650600228229401496703205376"),
        (d("1.05").pow(d("10")), "1.628894626777441406250"),
        (d("-2").pow(d("3")), "-8"),
        (d("-2").pow(d("101")), "-2535301200456458802993406410752"),
        (d("0").pow(d("0")), "1"),
    ] {
        assert_eq!(actual.unwrap(), d(expected), "{expected}");
    }
    assert!(d("-1").sqrt().is_none());
    assert!(d("0").ln().is_none());
    assert!(d("-2").pow(d("0.5")).is_none());
    assert!(d("0").pow(d("-1")).is_none());
}

#[test]
fn modulo_takes_the_sign_of_the_divisor() {
    for (a, b, expected) in [
        ("12", "5", "2"),
        ("-12", "5", "3"),
        ("12", "-5", "-3"),
        ("-12", "-5", "-2"),
        ("10.1", "4.5", "1.1"),
        ("-10.1", "4.5", "3.4"),
        ("10.1", "-4.5", "-3.4"),
        ("1e30", "7", "1"),
        ("3", "1e30", "3"),
    ] {
        assert_eq!(d(a).modulo(d(b)).unwrap(), d(expected), "{a} mod {b}");
    }
    assert!(d("1").modulo(Decimal::ZERO).is_none());
}

proptest! {
    #[test]
    fn sums_and_products_agree_with_integers(a in -(1_i128 << 56)..(1 << 56), b in -(1_i128 << 56)..(1 << 56), s in 0..20, t in 0..20) {
        let (x, y) = (scaled(a, s), scaled(b, t));
        let common = s.max(t);
        let raise = |n: i128, by: i32| n * 10_i128.pow(u32::try_from(by).unwrap());
        // exact while the aligned sum has no more than 34 digits, which these bounds nearly ensure
        let sum = raise(a, common - s).checked_add(raise(b, common - t)).unwrap();
        if sum.unsigned_abs() < 10_u128.pow(34) {
            prop_assert_eq!(x.add(y).unwrap(), scaled(sum, common));
        }
        if (a * b).unsigned_abs() < 10_u128.pow(34) {
            prop_assert_eq!(x.mul(y).unwrap(), scaled(a * b, s + t));
        }
        prop_assert_eq!(x.cmp(&y), raise(a, common - s).cmp(&raise(b, common - t)));
        prop_assert_eq!(x.add(y), y.add(x));
        prop_assert_eq!(x.mul(y), y.mul(x));
        prop_assert_eq!(x.sub(y).unwrap(), y.sub(x).unwrap().negate());
    }

    #[test]
    fn a_quotient_times_its_divisor_comes_back(a in 1_i128..(1 << 60), b in 1_i128..(1 << 50)) {
        let (x, y) = (scaled(a, 0), scaled(b, 0));
        let quotient = x.div(y).unwrap();
        let error = quotient.mul(y).unwrap().sub(x).unwrap().abs();
        prop_assert!(error <= x.mul(scaled(1, 33)).unwrap());
        if a % b == 0 {
            prop_assert_eq!(quotient, scaled(a / b, 0));
        }
        let rest = x.modulo(y).unwrap();
        prop_assert_eq!(rest, scaled(a % b, 0));
    }

    #[test]
    fn printing_and_reading_give_the_same_number(a in any::<i64>(), exponent in -6000_i32..6000) {
        let number = scaled(i128::from(a), -exponent);
        prop_assert_eq!(number.to_string().parse::<Decimal>().unwrap(), number);
    }

    #[test]
    fn rounding_to_cents_agrees_with_integers(a in any::<i64>()) {
        let a = i128::from(a);
        let down = scaled(a, 4).round(2, Rounding::Floor).unwrap();
        prop_assert_eq!(down, scaled(a.div_euclid(100), 2));
        let up = scaled(a, 4).round(2, Rounding::Ceiling).unwrap();
        prop_assert_eq!(up, scaled(-(-a).div_euclid(100), 2));
    }

    #[test]
    fn roots_and_logarithms_undo_powers(a in 1_i64..1_000_000, scale in 0..9) {
        let x = scaled(i128::from(a), scale);
        let close = |p: Decimal, q: Decimal| p.sub(q).unwrap().abs() <= q.abs().mul(scaled(1, 31)).unwrap().max(scaled(1, 31));
        prop_assert_eq!(x.mul(x).unwrap().sqrt().unwrap(), x);
        prop_assert!(close(x.ln().unwrap().exp().unwrap(), x));
        let third = Decimal::ONE.div(scaled(3, 0)).unwrap();
        prop_assert!(close(x.pow(scaled(3, 0)).unwrap().pow(third).unwrap(), x));
    }
}
