use super::*;
use std::io::BufReader;

use proptest::prelude::*;

/// The tags of `text` as `depth:name`, with `/` for an end, then the error.
fn tags(text: &[u8], buffer: usize) -> (Vec<String>, Option<Fault>) {
    let mut scanner = Scanner::new(BufReader::with_capacity(buffer, text));
    let mut seen = Vec::new();
    loop {
        match scanner.next() {
            Ok(Some(Token::Open(tag))) => {
                let name = String::from_utf8_lossy(tag.name());
                let marks = [(tag.empty, "."), (tag.broken, "?"), (tag.cut, "~")];
                let marks: String = marks
                    .iter()
                    .filter(|(on, _)| *on)
                    .map(|(_, m)| *m)
                    .collect();
                seen.push(format!("{}:{name}{marks}", tag.depth));
            }
            Ok(Some(Token::Close(depth))) => seen.push(format!("{depth}/")),
            Ok(None) => return (seen, None),
            Err(fault) => return (seen, Some(fault)),
        }
    }
}

fn sound(text: &str) -> Vec<String> {
    let (seen, fault) = tags(text.as_bytes(), 7);
    assert!(fault.is_none(), "{fault:?}");
    seen
}

fn fault(text: &str) -> (&'static str, u64) {
    let fault = tags(text.as_bytes(), 7).1.unwrap();
    (fault.code.code(), fault.offset.unwrap())
}

#[test]
fn tags_are_found_between_everything_else() {
    let text = "\u{feff}<?xml version='1.0'?><!-- <no> -- - --> x\n<a b='>' c=\"/\"><b/>&#0;\0<b ></b >\
                <![CDATA[<c>]]]></a>\n";
    assert_eq!(sound(text), ["0:a", "1:b.", "1:b", "1/", "0/"]);
}

#[test]
fn document_types_are_refused_where_they_begin() {
    assert_eq!(
        fault("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"),
        ("entity_not_allowed", 1)
    );
    assert_eq!(fault("<a><!ENTITY b 'c'></a>"), ("entity_not_allowed", 4));
    assert_eq!(fault("<a><!doctype a></a>").0, "entity_not_allowed");
}

#[test]
fn nesting_must_be_right() {
    assert_eq!(fault("<a></b>"), ("malformed", 3 + 1));
    assert_eq!(fault("</a>").0, "malformed");
    assert_eq!(fault(&"<a>".repeat(17)).0, "malformed");
    assert_eq!(fault("<a><b></a>").0, "malformed");
}

#[test]
fn a_missing_quote_costs_one_record_only() {
    let text = r#"<a><b c="1 d="2"/><b c="3"/></a>"#;
    assert_eq!(sound(text), ["0:a", "1:b?", "1:b.", "0/"]);
}

#[test]
fn an_endless_value_is_cut_and_the_rest_goes_on() {
    let text = format!("<a><b c=\"{}\" d='1'/><b/></a>", "x".repeat(2 * MAX_TAG));
    let mut scanner = Scanner::new(text.as_bytes());
    scanner.next().unwrap();
    let Some(Token::Open(tag)) = scanner.next().unwrap() else {
        panic!("no tag")
    };
    assert!(tag.cut && tag.empty && !tag.broken);
    assert!(tag.raw.len() <= MAX_VALUE + 32);
    let raw = String::from_utf8_lossy(tag.raw);
    assert_eq!(
        Attributes::parse(&*raw).unwrap().get("d").as_deref(),
        Some("1")
    );
    assert!(scanner.tag.capacity() <= 2 * MAX_TAG);
    assert_eq!(sound(&text), ["0:a", "1:b.~", "1:b.", "0/"]);
}

#[test]
fn endless_tags_are_cut_whatever_they_are_made_of() {
    for piece in ["x", " c='1'", "''", "\"'\"", "'"] {
        let text = format!("<a><b {}", piece.repeat(MAX_TAG / piece.len() * 5 / 4));
        let mut scanner = Scanner::new(text.as_bytes());
        while let Ok(Some(_)) = scanner.next() {}
        assert!(scanner.tag.len() <= MAX_TAG + 1, "{piece}");
    }
}

#[test]
fn an_end_is_an_end_only_when_the_root_is_closed() {
    let text = "<?xml?><a><!-- c --><b c='1'></b><b/></a>";
    for cut in 0..text.len() {
        let (_, fault) = tags(&text.as_bytes()[..cut], 3);
        assert_eq!(fault.unwrap().code, IntakeErrorCode::Truncated, "{cut}");
    }
    assert!(tags(text.as_bytes(), 3).1.is_none());
}

#[test]
fn what_phones_write_is_cut_on_the_way() {
    let tag = r#"<sms address="10000000000" body='&#20320;"好"' type=""/>"#;
    let mut pairs = Vec::new();
    assert_eq!(
        plain_tag(tag.as_bytes(), b"", &mut pairs),
        Some((tag.len(), true))
    );
    assert_eq!(pairs.len(), 3);
    for other in [
        r#"<sms body = "1"/>"#,
        r#"<sms body="1<"/>"#,
        r#"<sms body="1""#,
        "<sms body/>",
        "<sms",
        "<",
        "",
    ] {
        assert_eq!(
            plain_tag(other.as_bytes(), b"", &mut pairs),
            None,
            "{other}"
        );
    }
}

#[test]
fn attributes_are_pairs_or_nothing() {
    let parse = |tag: &str| Attributes::parse(tag).map(|a| a.pairs.len());
    assert_eq!(parse("<a/>"), Some(0));
    assert_eq!(parse("<a b='1'c = \"\" />"), Some(2));
    for tag in [
        "<a b/>",
        "<a b=1/>",
        "<a b='1/>",
        "<a ='1'/>",
        "<a b='1' x y='2'/>",
        "a",
        "",
    ] {
        assert_eq!(parse(tag), None, "{tag}");
    }
    let null = Attributes::parse("<a b='null' c=' ' d=' x '/>").unwrap();
    assert_eq!(
        (null.get("b"), null.get("c"), null.get("e")),
        (None, None, None)
    );
    assert_eq!(null.get("d").as_deref(), Some("x"));
}

proptest! {
    #[test]
    fn byte_soup_does_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        tags(&bytes, 5);
    }

    /// Where the buffers end makes no difference.
    #[test]
    fn markup_soup_reads_alike_in_any_pieces(
        text in "(<|>|/|<a|</a>|<!--|-->|'|\"|=|<\\?|\\?>|<!\\[CDATA\\[|\\]\\]>| |x|好){0,30}",
        buffer in 1usize..20,
    ) {
        let (whole, fault) = tags(text.as_bytes(), 1 << 16);
        let (pieces, other) = tags(text.as_bytes(), buffer);
        prop_assert_eq!(whole, pieces);
        prop_assert_eq!(fault.map(|f| (f.code, f.offset)), other.map(|f| (f.code, f.offset)));
    }

    #[test]
    fn attribute_soup_does_not_panic(text in "<a(\\PC|=|'|\"| ){0,30}>") {
        Attributes::parse(&text);
    }

    #[test]
    fn a_common_beginning_is_measured_to_the_byte(
        start in "[ab]{0,50}",
        one in "[ab]{0,20}",
        other in "[ab]{0,20}",
    ) {
        let (one, other) = (format!("{start}{one}"), format!("{start}{other}"));
        let each = one.bytes().zip(other.bytes());
        let same = each.take_while(|(one, other)| one == other).count();
        prop_assert_eq!(alike(one.as_bytes(), other.as_bytes()), same);
    }

    /// What is cut on the way is what is cut afterwards, whatever came before.
    #[test]
    fn a_plain_tag_is_cut_alike(tags in proptest::collection::vec(prop_oneof![TAG, ALIKE], 1..4)) {
        let mut pairs = Vec::new();
        let mut last = "";
        for tag in &tags {
            let found = plain_tag(tag.as_bytes(), last.as_bytes(), &mut pairs);
            prop_assert_eq!(found, plain_tag(tag.as_bytes(), b"", &mut Vec::new()));
            match found {
                Some((len, empty)) => {
                    prop_assert_eq!((len, empty), (tag.len(), tag.ends_with("/>")));
                    let parsed = Attributes::parse(tag).map(|a| a.pairs.into_owned());
                    prop_assert_eq!(parsed.as_ref(), Some(&pairs));
                }
                None => pairs.clear(),
            }
            last = tag;
        }
    }
}

const TAG: &str = "(<a|<ab)( |\n|  ){0,1}((a|ab|d)(=\"[^\"<]{0,40}\"|='[^'<]{0,40}'|=| = '1')( |\n){0,1}){0,5}(/>|>| />)";
/// Tags that have much in common with each other.
const ALIKE: &str = "<(a|ab) a=(\"(12|3|好|/>){0,3}\"|'(12|3){0,2}') ab=\"(null|12345678901234567890){0,2}\"(| a=''| d='(1|2){0,3}')/>";
