//! Notes, keys, checkpoints and receipts: what each refusal names and where it points.

use tlog::{
    Checkpoint, CheckpointError, Hash, LogProof, NoteError, NoteSigner, NoteVerifier, ParseError,
    ParseErrorKind as K, SignedNote,
};

const ORIGIN: &str = "log.example/acts";

fn signer(name: &str, seed: u8) -> NoteSigner {
    NoteSigner::from_seed(name, &[seed; 32]).unwrap()
}

fn error(at: usize, kind: K) -> ParseError {
    ParseError { at, kind }
}

#[test]
fn several_signatures_and_unknown_keys() {
    let (log, next, witness) = (signer(ORIGIN, 1), signer(ORIGIN, 2), signer("witness.example/w", 3));
    let mut note = SignedNote::sign("text\n\nmore\n", &[&log, &next]).unwrap();
    note.add(witness.sign(note.text()));
    note.add(witness.sign(note.text()));
    assert_eq!(note.signatures().len(), 3, "a key signs once");
    let served = SignedNote::parse(note.print().as_bytes()).unwrap();
    assert_eq!(served, note);
    assert_eq!(served.text(), "text\n\nmore\n");

    let keys = [next.verifier(), witness.verifier()];
    let by: Vec<&str> = served.verify(&keys).unwrap().iter().map(|key| key.name()).collect();
    assert_eq!(by, [ORIGIN, "witness.example/w"]);
    // the same name with another key is an unknown key
    assert_eq!(served.verify(&[signer(ORIGIN, 9).verifier()]), Err(NoteError::NoKnownKey));
    assert_eq!(served.verify(&[]), Err(NoteError::NoKnownKey));
}

#[test]
fn one_bad_line_of_a_known_key_refuses_the_note() {
    let (log, witness) = (signer(ORIGIN, 1), signer("witness.example/w", 3));
    let mut note = SignedNote::sign("text\n", &[&log]).unwrap();
    note.add(witness.sign("other text\n"));
    assert_eq!(note.verify(&[log.verifier()]).map(|keys| keys.len()), Ok(1), "unknown there, so ignored");
    let bad = NoteError::BadSignature { name: witness.name().to_owned(), id: witness.id() };
    assert_eq!(note.verify(&[log.verifier(), witness.verifier()]), Err(bad));
}

#[test]
fn malformed_notes_say_where() {
    let line = SignedNote::sign("t\n", &[&signer("n", 1)]).unwrap().print();
    let line = line.strip_prefix("t\n\n").unwrap();
    let cases: Vec<(Vec<u8>, usize, K)> = vec![
        (b"".to_vec(), 0, K::NoBlankLine),
        (b"text\n".to_vec(), 0, K::NoBlankLine),
        (b"text\n\n".to_vec(), 6, K::MissingLine("signature")),
        (b"text\n\nx\n".to_vec(), 6, K::SignatureLine),
        ("text\n\n— n AAAAAAE=".as_bytes().to_vec(), 6, K::MissingNewline),
        ("text\n\n— n\n".as_bytes().to_vec(), 6, K::SignatureLine),
        ("text\n\n—  AAAAAAE=\n".as_bytes().to_vec(), 10, K::KeyName),
        ("text\n\n— a+b AAAAAAE=\n".as_bytes().to_vec(), 10, K::KeyName),
        ("text\n\n— n AAAAAAE\n".as_bytes().to_vec(), 12, K::Base64),
        ("text\n\n— n AAAAAAF=\n".as_bytes().to_vec(), 12, K::Base64),
        ("text\n\n— n AAAAAA==\n".as_bytes().to_vec(), 12, K::SignatureLength),
        (b"te\rxt\n\n".to_vec(), 2, K::ControlCharacter),
        (b"te\xffxt\n\n".to_vec(), 2, K::NotUtf8),
        (
            format!("t\n\n{}", line.repeat(65)).into_bytes(),
            3 + 64 * line.len(),
            K::TooManySignatures { limit: 64 },
        ),
        (vec![b'a'; 1024 * 1024 + 1], 1024 * 1024, K::TooLong { limit: 1024 * 1024 }),
    ];
    for (bytes, at, kind) in cases {
        assert_eq!(SignedNote::parse(&bytes), Err(error(at, kind)), "{:?}", String::from_utf8_lossy(&bytes));
    }
    assert!(SignedNote::parse(format!("t\n\n{}", line.repeat(64)).as_bytes()).is_ok());
    assert_eq!(SignedNote::sign("no newline", &[&signer("n", 1)]), Err(error(10, K::MissingNewline)));
    assert_eq!(SignedNote::sign("t\n", &[]), Err(error(2, K::MissingLine("signature"))));
}

#[test]
fn malformed_keys_say_why() {
    let vkey = signer(ORIGIN, 1).verifier().to_string();
    let (head, key) = vkey.rsplit_once('+').unwrap();
    let cases = [
        (String::new(), 0, K::KeyForm),
        ("name".to_owned(), 0, K::KeyForm),
        (format!("+{}", vkey.split_once('+').unwrap().1), 0, K::KeyName),
        (vkey.replace("acts", "a cts"), 0, K::KeyName),
        (vkey.replace("acts", "facts"), 18, K::KeyId),
        (format!("{}+{key}", head.to_uppercase()), 17, K::KeyForm),
        (format!("{head}+"), 26, K::KeyForm),
        (format!("{head}+BA=="), 26, K::Algorithm(4)),
        (format!("{head}+AQ=="), 26, K::KeyBytes),
        // the point of order one: any signature over it could be made by anyone
        (format!("{head}+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), 26, K::KeyBytes),
    ];
    for (text, at, kind) in cases {
        assert_eq!(NoteVerifier::parse(&text), Err(error(at, kind)), "{text}");
    }
    let secret = signer(ORIGIN, 1).secret_text();
    assert_eq!(NoteSigner::parse(&vkey).unwrap_err(), error(0, K::KeyForm));
    assert_eq!(NoteSigner::parse(&secret.replace("acts", "fact")).unwrap_err(), error(29, K::KeyId));
    assert_eq!(NoteSigner::from_seed("a b", &[1; 32]).unwrap_err(), error(0, K::KeyName));
    let shown = format!("{:?} {:?}", signer(ORIGIN, 1), NoteSigner::parse(&secret));
    assert!(!shown.contains(secret.rsplit_once('+').unwrap().1), "{shown}");
}

#[test]
fn malformed_checkpoints_say_where() {
    let root = Hash([9; 32]);
    let empty = Hash::empty_tree();
    let cases = [
        (String::new(), 0, K::MissingLine("origin")),
        ("\n1\n".to_owned(), 0, K::Origin),
        ("o\n".to_owned(), 2, K::MissingLine("tree size")),
        ("o\n01\n".to_owned(), 2, K::Number),
        ("o\n-1\n".to_owned(), 2, K::Number),
        ("o\n9223372036854775808\n".to_owned(), 2, K::NumberTooLarge { limit: (1 << 63) - 1 }),
        ("o\n1\n".to_owned(), 4, K::MissingLine("root hash")),
        ("o\n1\nAA==\n".to_owned(), 4, K::HashLength),
        (format!("o\n1\n{root}"), 4, K::MissingNewline),
        (format!("o\n1\n {root}\n"), 4, K::Base64),
        (format!("o\n0\n{root}\n"), 4, K::EmptyRoot),
        (format!("o\n1\n{root}\n\n"), 49, K::ExtensionEmpty),
    ];
    for (text, at, kind) in cases {
        assert_eq!(Checkpoint::parse(&text), Err(error(at, kind)), "{text:?}");
    }
    let extended = Checkpoint::parse(&format!("o\n0\n{empty}\nmore\n")).unwrap();
    assert_eq!(extended.extensions(), ["more"]);
    assert_eq!(extended.print(), format!("o\n0\n{empty}\nmore\n"));
    assert!(Checkpoint::new("", 1, root).is_err());
    assert!(Checkpoint::new("o\n5", 1, root).is_err());
    assert!(Checkpoint::new("o\t", 1, root).is_err());
    assert!(Checkpoint::new("o", 1 << 63, root).is_err());
}

#[test]
fn the_checkpoint_of_another_log_is_refused() {
    let log = signer(ORIGIN, 1);
    let other = Checkpoint::new("log.example/reads", 1, Hash([9; 32])).unwrap();
    let served = other.sign(&[&log]).unwrap().print();
    let refused =
        CheckpointError::Origin { expected: ORIGIN.to_owned(), found: "log.example/reads".to_owned() };
    assert_eq!(Checkpoint::open(served.as_bytes(), ORIGIN, &[log.verifier()]), Err(refused));
    let no_checkpoint = SignedNote::sign("hello\n", &[&log]).unwrap().print();
    let malformed = CheckpointError::Malformed(error(6, K::MissingLine("tree size")));
    assert_eq!(Checkpoint::open(no_checkpoint.as_bytes(), ORIGIN, &[log.verifier()]), Err(malformed));
}

#[test]
fn receipts_have_one_form() {
    let checkpoint = Checkpoint::new(ORIGIN, 2, Hash([9; 32])).unwrap().sign(&[&signer(ORIGIN, 1)]).unwrap();
    let hash = Hash([8; 32]);
    let note = checkpoint.print();
    for (extra, lines) in [(None, ""), (Some(vec![]), "extra \n"), (Some(b"abc".to_vec()), "extra YWJj\n")] {
        let proof = LogProof { index: 1, extra, path: vec![hash], checkpoint: checkpoint.clone() };
        let text = format!("c2sp.org/tlog-proof@v1\n{lines}index 1\n{hash}\n\n{note}");
        assert_eq!(proof.print(), text);
        assert_eq!(LogProof::parse(text.as_bytes()), Ok(proof));
    }
    let header = "c2sp.org/tlog-proof@v1\n";
    let cases = [
        (String::new(), 0, K::MissingLine("header")),
        (format!("c2sp.org/tlog-proof@v2\nindex 1\n\n{note}"), 0, K::ProofHeader),
        (format!("{header}\n{note}"), 23, K::IndexLine),
        (format!("{header}index 01\n\n{note}"), 29, K::Number),
        (format!("{header}extra *\nindex 1\n\n{note}"), 29, K::Base64),
        (format!("{header}extra YWJj\nextra YWJj\nindex 1\n\n{note}"), 34, K::IndexLine),
        (format!("{header}index 1\nextra YWJj\n\n{note}"), 31, K::Base64),
        (format!("{header}index 1\n{hash}\n{note}"), 76, K::Base64),
        (
            format!("{header}index 1\n{}\n{note}", format!("{hash}\n").repeat(64)),
            31 + 63 * 45,
            K::PathLength { limit: 63 },
        ),
        (format!("{header}index 1\n\n"), 32, K::NoBlankLine),
    ];
    for (text, at, kind) in cases {
        assert_eq!(LogProof::parse(text.as_bytes()), Err(error(at, kind)), "{text:?}");
    }
}
