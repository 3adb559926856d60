//! Packs as a whole: from exhibits to pages, PDF and preview.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use domain::Lang;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use lopdf::{Document as Pdf, Object, dictionary};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::display::{Frame, Mark, Part, Role, Turn};
use crate::fonts::test_fonts;
use crate::pack::{Exhibit, Originals, Pack, PackError, Shown, Unshown};
use crate::{
    Block, Document, Inline, PdfError, to_pdf, to_svg_page, typeset, typeset_pack, write_pdf,
};

#[derive(Default)]
struct Files {
    files: Vec<(&'static str, Vec<u8>)>,
    steps: Vec<(usize, usize)>,
    stop_at: Option<usize>,
}

impl Originals for Files {
    fn read(&mut self, exhibit: usize) -> io::Result<Vec<u8>> {
        match self.files.get(exhibit) {
            Some((_, bytes)) if !bytes.is_empty() => Ok(bytes.clone()),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn proceed(&mut self, done: usize, of: usize) -> bool {
        self.steps.push((done, of));
        self.stop_at != Some(done)
    }
}

fn files(files: Vec<(&'static str, Vec<u8>)>) -> Files {
    Files {
        files,
        ..Files::default()
    }
}

fn exhibits(files: &Files) -> Vec<Exhibit> {
    let one = |(index, (file, bytes)): (usize, &(&str, Vec<u8>))| Exhibit {
        number: index + 1,
        name: format!("名称{}", index + 1),
        file: (*file).to_owned(),
        source: "本人手机".to_owned(),
        sha256: Sha256::digest(bytes).into(),
        listed_only: false,
    };
    files.files.iter().enumerate().map(one).collect()
}

fn letter(paragraphs: usize) -> Document {
    let mut blocks = vec![Block::Title(Inline::plain("投诉书"))];
    let text = Inline::plain("本人说明事实。".repeat(40));
    blocks.extend(vec![Block::Paragraph(text); paragraphs]);
    Document {
        lang: Lang::ZhCn,
        title: "投诉书".to_owned(),
        author: "张示例".to_owned(),
        subject: String::new(),
        reference: "MZ-1".to_owned(),
        date: None,
        chain_head: None,
        seal: None,
        blocks,
    }
}

fn pack(files: &mut Files) -> Pack {
    let exhibits = exhibits(files);
    typeset_pack(&letter(8), &exhibits, test_fonts(), files).unwrap()
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 80)
        .encode_image(&RgbImage::from_pixel(width, height, Rgb([90, 120, 60])))
        .unwrap();
    bytes
}

/// A file whose head says that the picture is this large, and which is long enough for
/// that: all that setting reads.
fn claims(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg(8, 8);
    let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]);
    let at = frame.unwrap() + 5;
    bytes[at..at + 2].copy_from_slice(&height.to_be_bytes());
    bytes[at + 2..at + 4].copy_from_slice(&width.to_be_bytes());
    bytes.resize(
        bytes.len() + usize::from(width) * usize::from(height) / 64,
        0,
    );
    bytes
}

fn is(dictionary: &lopdf::Dictionary, key: &[u8], name: &[u8]) -> bool {
    let found = dictionary.get(key).and_then(Object::as_name);
    found.is_ok_and(|found| found == name)
}

fn page_text(pack: &Pack, page: usize) -> String {
    let items = &pack.pages.pages[page].items;
    let runs = items.iter().filter_map(|item| match &item.mark {
        Mark::Glyphs(run) => Some(run),
        _ => None,
    });
    runs.flat_map(|run| &run.glyphs)
        .map(|glyph| glyph.text.as_str())
        .collect()
}

fn frames(pack: &Pack) -> Vec<(usize, Frame)> {
    let items = pack.pages.pages.iter().flat_map(|page| &page.items);
    items
        .filter_map(|item| match item.mark {
            Mark::Picture { picture, frame } => Some((picture, frame)),
            _ => None,
        })
        .collect()
}

#[test]
fn the_contents_name_the_page_each_exhibit_stands_on_and_pages_count_through() {
    let mut files = files(vec![
        ("a.jpg", jpeg(600, 400)),
        ("b.txt", "第一行\n第二行\n".repeat(80).into_bytes()),
        ("c.amr", b"sound".to_vec()),
        ("d.jpg", jpeg(400, 600)),
    ]);
    let pack = pack(&mut files);
    let count = pack.pages.pages.len();
    let contents = (0..count)
        .find(|&page| page_text(&pack, page).contains("目录"))
        .unwrap();
    let said = page_text(&pack, contents);
    for (index, placed) in pack.exhibits.iter().enumerate() {
        let (number, name) = (index + 1, format!("名称{}", index + 1));
        let line = format!("证据{number}{name}");
        // The leader is decoration, and so stands before the text of the page.
        let after = said.split(&line).nth(1).unwrap();
        assert!(after.starts_with(&placed.page.to_string()), "{said}");
        let page = page_text(&pack, placed.page - 1);
        assert!(page.contains(&format!("证据{number}　{name}")), "{page}");
    }
    assert!(
        said.contains("......") && said.contains("投诉书1"),
        "{said}"
    );
    for page in 0..count {
        let folio = format!("第 {} 页 共 {count} 页", page + 1);
        assert!(page_text(&pack, page).contains(&folio));
    }
    let marks: Vec<_> = pack
        .pages
        .bookmarks
        .iter()
        .map(|mark| &*mark.title)
        .collect();
    assert_eq!(marks[1..3], ["目录", "证据1　名称1"]);
    assert_eq!(marks.len(), 6, "a strip that is repeated is marked once");
    assert_eq!(pack.exhibits[1].shown, Shown::Text);
    assert_eq!(pack.exhibits[2].shown, Shown::Listed(Unshown::Kind));
}

#[test]
fn a_picture_is_as_fine_as_it_was_but_no_finer_than_300_dpi() {
    let mut files = files(vec![
        ("coarse.jpg", claims(800, 600)),
        ("fine.jpg", claims(4000, 3000)),
        ("tall.jpg", claims(1080, 2400)),
        ("icon.jpg", claims(48, 48)),
    ]);
    let pack = pack(&mut files);
    let expected = [(800, 600), (1850, 1388), (1080, 2400), (48, 48)];
    for ((picture, frame), expected) in frames(&pack).into_iter().zip(expected) {
        let Part::Image { width, height, .. } = pack.pages.pictures[picture].part else {
            panic!("not an image");
        };
        assert_eq!((width, height), expected);
        let dpi = width as f32 * 72.0 / frame.width;
        assert!((71.9..300.5).contains(&dpi), "{dpi}");
        assert!(dpi > 200.0 || width < 1200, "{dpi}");
        let shape = width as f32 / height as f32 * frame.height / frame.width;
        assert!((shape - 1.0).abs() < 0.01, "{shape}");
    }
    let caption = page_text(&pack, pack.exhibits[0].page - 1);
    let hash = Sha256::digest(&files.files[0].1);
    let short: String = hash[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(caption.contains(&format!("前8位：{short}")), "{caption}");
    assert!(caption.contains("来源：本人手机；文件：coarse.jpg"));
}

#[test]
fn every_turn_puts_every_pixel_where_exif_wants_it() {
    let source = RgbImage::from_fn(3, 2, |x, y| Rgb([x as u8, y as u8, 0]));
    for value in 1..=8 {
        let mut upright = DynamicImage::ImageRgb8(source.clone());
        upright.apply_orientation(image::metadata::Orientation::from_exif(value).unwrap());
        let upright = upright.into_rgb8();
        let turn = Turn::from_exif(value);
        assert_eq!(turn.is_sideways(), upright.width() == 2, "{value}");
        let [a, b, c, d, e, f] = turn.matrix();
        for (x, y, pixel) in source.enumerate_pixels() {
            // The middle of the pixel in the unit square, y upwards.
            let (u, v) = ((x as f32 + 0.5) / 3.0, 1.0 - (y as f32 + 0.5) / 2.0);
            let across = (a * u + c * v + e) * upright.width() as f32;
            let down = (1.0 - (b * u + d * v + f)) * upright.height() as f32;
            assert_eq!(
                upright.get_pixel(across as u32, down as u32),
                pixel,
                "{value}"
            );
        }
    }
}

#[test]
fn text_is_not_changed_silently_and_its_strip_is_repeated() {
    let text = "催收：今天还清😀\n".repeat(200);
    let mut files = files(vec![("chat.txt", text.into_bytes())]);
    let pack = pack(&mut files);
    let first = pack.exhibits[0].page - 1;
    for page in first..pack.pages.pages.len() {
        assert!(page_text(&pack, page).contains("证据1　名称1"), "{page}");
    }
    let all: String = (first..pack.pages.pages.len())
        .map(|page| page_text(&pack, page))
        .collect();
    assert_eq!(all.matches("今天还清[U+1F600]").count(), 200);
    assert!(all.contains("方括号内"));
}

/// The PDF of a short letter.
fn inner_pdf() -> Vec<u8> {
    to_pdf(&typeset(&letter(1), test_fonts()).unwrap(), test_fonts()).unwrap()
}

#[test]
fn what_cannot_be_paged_is_listed_with_its_reason_its_size_and_its_hash() {
    let mut encrypted = Pdf::with_version("1.5");
    let pages = encrypted.new_object_id();
    let page = encrypted.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages,
        "MediaBox" => vec![0.into(), 0.into(), 100.into(), 100.into()],
    });
    encrypted.set_object(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 },
    );
    let root = encrypted.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    encrypted.trailer.set("Root", root);
    let id = Object::string_literal("0123456789abcdef");
    encrypted.trailer.set("ID", vec![id.clone(), id]);
    let state = lopdf::EncryptionState::try_from(lopdf::EncryptionVersion::V2 {
        document: &encrypted,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    })
    .unwrap();
    encrypted.encrypt(&state).unwrap();
    let mut locked = Vec::new();
    encrypted.save_to(&mut locked).unwrap();

    // Some writers put the dictionary into the trailer itself.
    let mut open = Pdf::load_mem(&inner_pdf()).unwrap();
    open.trailer
        .set("Encrypt", dictionary! { "Filter" => "Standard" });
    let mut direct = Vec::new();
    open.save_to(&mut direct).unwrap();

    let mut files = files(vec![
        ("direct.pdf", direct),
        ("locked.pdf", locked),
        ("broken.pdf", b"%PDF-1.7 nothing".to_vec()),
        ("broken.jpg", b"\xFF\xD8\xFF\xE0nothing".to_vec()),
        ("long.txt", vec![b'a'; 300_000]),
        ("page.html", b"<p>words</p>".to_vec()),
        ("wanted.txt", b"words".to_vec()),
    ]);
    let mut exhibits = exhibits(&files);
    exhibits[6].listed_only = true;
    let pack = typeset_pack(&letter(1), &exhibits, test_fonts(), &mut files).unwrap();
    let codes: Vec<_> = pack
        .exhibits
        .iter()
        .map(|placed| match placed.shown {
            Shown::Listed(why) => why.code(),
            _ => "shown",
        })
        .collect();
    assert_eq!(
        codes,
        [
            "exhibit_encrypted",
            "exhibit_encrypted",
            "exhibit_damaged",
            "exhibit_damaged",
            "exhibit_too_long",
            "exhibit_kind",
            "exhibit_listed_only"
        ]
    );
    assert_eq!(
        pack.exhibits[0].page, pack.exhibits[1].page,
        "a list shares pages"
    );
    let said: String = (0..pack.pages.pages.len())
        .map(|page| page_text(&pack, page))
        .collect();
    assert!(said.contains("300000 字节"), "{said}");
    let hash: String = exhibits[3]
        .sha256
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    assert!(said.contains(&hash));
}

#[test]
fn another_pdf_is_shown_page_by_page_without_what_acts() {
    let inner = to_pdf(&typeset(&letter(9), test_fonts()).unwrap(), test_fonts()).unwrap();
    let mut inner = Pdf::load_mem(&inner).unwrap();
    let count = inner.get_pages().len();
    let first = *inner.get_pages().values().next().unwrap();
    let seal = inner.add_object(lopdf::Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), 10.into(), 10.into()],
        },
        b"0 0 10 10 re f".to_vec(),
    ));
    let annotation = dictionary! {
        "Type" => "Annot", "Subtype" => "Stamp",
        "Rect" => vec![100.into(), 100.into(), 160.into(), 160.into()],
        "AP" => dictionary! { "N" => seal },
        "A" => dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("evil()") },
    };
    let page = inner.get_dictionary_mut(first).unwrap();
    page.set("Annots", vec![Object::Dictionary(annotation)]);
    page.set("Rotate", 90);
    let mut bytes = Vec::new();
    inner.save_to(&mut bytes).unwrap();

    let mut files = files(vec![("letter.pdf", bytes), ("a.jpg", jpeg(60, 40))]);
    let pack = pack(&mut files);
    assert_eq!(pack.exhibits[0].shown, Shown::Pages(count));
    let frames = frames(&pack);
    assert!(frames[0].1.width > frames[0].1.height, "turned on its side");
    assert!(frames[1].1.width < frames[1].1.height);
    let mut out = Vec::new();
    write_pdf(&pack.pages, test_fonts(), &mut files, &mut out).unwrap();
    let whole = Pdf::load_mem(&out).unwrap();
    let forms: Vec<_> = whole
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| {
            stream.dict.get(b"Matrix").is_ok() && is(&stream.dict, b"Subtype", b"Form")
        })
        .collect();
    assert_eq!(forms.len(), count);
    let stamped = |form: &&&lopdf::Stream| {
        let content = form.decompressed_content().unwrap();
        let content = String::from_utf8_lossy(&content).into_owned();
        content.contains("6 0 0 6 100 100 cm /MzA0 Do")
    };
    assert_eq!(forms.iter().filter(stamped).count(), 1);
    let text = String::from_utf8_lossy(&out).into_owned();
    assert!(!text.contains("JavaScript") && !text.contains("pdfaid"));
    // One of our own kinds only claims what it keeps.
    let mut own = Vec::new();
    files.files.remove(0);
    let pack = self::pack(&mut files);
    write_pdf(&pack.pages, test_fonts(), &mut files, &mut own).unwrap();
    assert!(String::from_utf8_lossy(&own).contains("pdfaid:part"));
}

#[test]
fn changed_missing_and_cancelled_end_the_work_with_a_code() {
    let mut given = files(vec![("a.jpg", jpeg(60, 40)), ("b.jpg", jpeg(40, 60))]);
    let mut list = exhibits(&given);
    let set = |files: &mut Files, list: &[Exhibit]| {
        typeset_pack(&letter(1), list, test_fonts(), files).map(|pack| pack.pages)
    };
    list[1].sha256[0] ^= 1;
    let error = set(&mut given, &list).unwrap_err();
    assert!(matches!(error, PackError::Changed(1)) && error.code() == "exhibit_changed");
    list[1].sha256[0] ^= 1;
    given.steps.clear();
    let pages = set(&mut given, &list).unwrap();
    assert_eq!(given.steps, [(0, 2), (1, 2)]);
    given.stop_at = Some(1);
    assert_eq!(set(&mut given, &list).unwrap_err().code(), "cancelled");
    let write =
        |files: &mut Files| write_pdf(&pages, test_fonts(), files, &mut Vec::new()).unwrap_err();
    assert!(matches!(write(&mut given), PdfError::Cancelled));
    given.stop_at = None;
    given.files[1].1.clear();
    assert_eq!(write(&mut given).code(), "exhibit_unreadable");
    given.files[1].1 = jpeg(41, 60);
    assert_eq!(write(&mut given).code(), "exhibit_changed");
    assert_eq!(
        set(&mut given, &list).unwrap_err().code(),
        "exhibit_changed"
    );
}

/// Sees how much was written when the next exhibit is asked for.
struct Watching {
    inner: Files,
    written: Rc<RefCell<Vec<u8>>>,
    seen: Vec<usize>,
}

impl Originals for Watching {
    fn read(&mut self, exhibit: usize) -> io::Result<Vec<u8>> {
        self.seen.push(self.written.borrow().len());
        self.inner.read(exhibit)
    }

    fn proceed(&mut self, done: usize, of: usize) -> bool {
        self.inner.proceed(done, of)
    }
}

struct Shared(Rc<RefCell<Vec<u8>>>);

impl io::Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn an_exhibit_is_written_before_the_next_is_read() {
    let each = jpeg(900, 700);
    let mut inner = files(vec![("a.jpg", each.clone()); 5]);
    let pages = pack(&mut inner).pages;
    let written = Rc::new(RefCell::new(Vec::new()));
    let mut originals = Watching {
        inner,
        written: written.clone(),
        seen: Vec::new(),
    };
    let mut again = Vec::new();
    write_pdf(&pages, test_fonts(), &mut originals.inner, &mut again).unwrap();
    let mut shared = Shared(written.clone());
    write_pdf(&pages, test_fonts(), &mut originals, &mut shared).unwrap();
    assert!(again == *written.borrow(), "the same pack, the same bytes");
    assert_eq!(originals.seen.len(), 5);
    for pair in originals.seen.windows(2) {
        assert!(pair[1] - pair[0] >= each.len() - 64, "{pair:?}");
    }
}

#[test]
fn a_picture_is_a_figure_with_words_and_is_seen_in_the_preview() {
    let mut exif =
        b"\xFF\xD8\xFF\xE1\0\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06"
            .to_vec();
    exif.extend([0; 6]);
    exif.extend(&jpeg(600, 400)[2..]);
    let mut png = io::Cursor::new(Vec::new());
    DynamicImage::new_rgba8(20, 10)
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    let mut files = files(vec![("turned.jpg", exif), ("b.png", png.into_inner())]);
    let pack = pack(&mut files);
    let figures: Vec<_> = pack
        .pages
        .tree
        .iter()
        .filter(|node| node.role == Role::Figure)
        .collect();
    assert_eq!(figures[0].alt.as_deref(), Some("证据1　名称1"));
    let frame = frames(&pack)[0].1;
    assert!(frame.height > frame.width, "turned upright");

    let page = pack.exhibits[0].page - 1;
    let svg = to_svg_page(&pack.pages, page, test_fonts(), &mut files).unwrap();
    assert!(svg.contains("href=\"data:image/jpeg;base64,") && !svg.contains("style"));
    let turned = format!("matrix(0.000 {:.3} {:.3} 0.000", frame.height, -frame.width);
    assert!(svg.contains(&turned), "{turned}");
    let svg = to_svg_page(&pack.pages, page + 1, test_fonts(), &mut files).unwrap();
    assert!(svg.contains("data:image/png;base64,"));
    assert!(to_svg_page(&pack.pages, 99, test_fonts(), &mut files).is_none());

    let mut bytes = Vec::new();
    write_pdf(&pack.pages, test_fonts(), &mut files, &mut bytes).unwrap();
    let pdf = Pdf::load_mem(&bytes).unwrap();
    let figures = pdf.objects.values().filter(|object| {
        object.as_dict().is_ok_and(|element| {
            is(element, b"S", b"Figure")
                && element.has(b"Alt")
                && element
                    .get(b"A")
                    .and_then(Object::as_dict)
                    .unwrap()
                    .has(b"BBox")
        })
    });
    assert_eq!(figures.count(), 2);
}

/// Files from strangers, whole but for some bytes and perhaps their end.
fn spoilt() -> impl Strategy<Value = Vec<u8>> {
    let inner = inner_pdf();
    let mut png = io::Cursor::new(Vec::new());
    DynamicImage::new_rgb8(30, 20)
        .write_to(&mut png, ImageFormat::Png)
        .unwrap();
    let whole = prop::sample::select(vec![inner, png.into_inner(), jpeg(60, 40)]);
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12);
    (
        whole,
        changes,
        prop::option::of(any::<prop::sample::Index>()),
    )
        .prop_map(|(mut bytes, changes, end)| {
            for (at, byte) in changes {
                // The first bytes say what the file claims to be.
                let at = 8 + at.index(bytes.len() - 8);
                bytes[at] = byte;
            }
            if let Some(end) = end {
                bytes.truncate(8 + end.index(bytes.len() - 8));
            }
            bytes
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_spoilt_file_is_listed_or_refused_and_harms_nothing(bytes in spoilt()) {
        let mut files = files(vec![("a.bin", bytes)]);
        let list = exhibits(&files);
        let pack = typeset_pack(&letter(0), &list, test_fonts(), &mut files).unwrap();
        let mut out = Vec::new();
        match write_pdf(&pack.pages, test_fonts(), &mut files, &mut out) {
            Ok(()) => prop_assert!(Pdf::load_mem(&out).is_ok()),
            Err(error) => prop_assert_eq!(error.code(), "exhibit_damaged"),
        }
    }
}
