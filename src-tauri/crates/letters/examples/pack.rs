//! Writes sample packs and envelopes, for a person to look at and for the lane `pdf` to check:
//! `cargo run -p letters --example pack -- OUT_DIR`. With a number after the
//! folder: one pack of so many photographs, and what it took.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line example"
)]

use std::fs::File;
use std::io::{self, BufWriter, Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, Rgb, RgbImage};
use letters::fonts::FaceId;
use letters::{
    Block, Document, Envelope, EnvelopeSize, Exhibit, Fonts, Inline, Lang, Originals, Party,
    templates, to_svg_page, typeset_pack,
};
use sha2::{Digest, Sha256};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn run() -> Outcome {
    let mut words = std::env::args().skip(1);
    let out = PathBuf::from(words.next().ok_or("usage: pack OUT_DIR [COUNT]")?);
    std::fs::create_dir_all(&out)?;
    let fonts = std::env::var_os("MINGZHANG_FONTS").map_or_else(
        || {
            PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../../target/fonts"
            ))
        },
        PathBuf::from,
    );
    let fonts = Fonts::load(&fonts)?;
    if let Some(count) = words.next() {
        return many(&out, &fonts, count.parse()?);
    }
    few(&out, &fonts)?;
    envelopes(&out, &fonts)?;
    rare(&out, fonts)
}

/// Every envelope in both arrangements.
fn envelopes(out: &Path, fonts: &Fonts) -> Outcome {
    use EnvelopeSize::{C5, Dl, DlWindow};
    let party = |name: &str, address: &str, code: &str| Party {
        name: name.to_owned(),
        address: address.to_owned(),
        postcode: Some(code.to_owned()),
    };
    for (size, name) in [(C5, "c5"), (Dl, "dl"), (DlWindow, "window")] {
        for lang in [Lang::ZhCn, Lang::En] {
            let (sender, recipient) = match lang {
                Lang::ZhCn => (
                    party("张示例", "上海市示例区样本镇示例路88号6号1102室", "200000"),
                    party(
                        "示例银行股份有限公司信用卡中心",
                        "北京市样本区示范大街100号示例大厦12层客户服务部",
                        "100000",
                    ),
                ),
                Lang::En => (
                    party(
                        "Zhang Shili",
                        "Room 1102, 88 Example Road, Shanghai",
                        "200000",
                    ),
                    party(
                        "Example Bank, Credit Card Centre",
                        "Floor 12, Example Tower, 100 Sample Street, Beijing",
                        "100000",
                    ),
                ),
            };
            let given = Envelope {
                size,
                lang,
                sender,
                recipient,
            };
            let pages = letters::envelope(&given, fonts)?;
            let name = format!("envelope-{name}.{}.pdf", lang.tag());
            std::fs::write(out.join(name), letters::to_pdf(&pages, fonts)?)?;
        }
    }
    Ok(())
}

/// A name no face of ours has, where a font of the system has it.
fn rare(out: &Path, mut fonts: Fonts) -> Outcome {
    let font = Path::new("/usr/share/fonts/truetype/lxgw-wenkai").join(
        FaceId::Rare
            .system_files()
            .first()
            .copied()
            .unwrap_or_default(),
    );
    let Ok(bytes) = std::fs::read(font) else {
        println!("no font with rare characters on this machine");
        return Ok(());
    };
    fonts.add(FaceId::Rare, bytes)?;
    let mut document = letter(Lang::ZhCn)?;
    let named = Inline::plain("本人𠮷示例，又名㐂。".repeat(8));
    document.blocks.insert(1, Block::Paragraph(named));
    let bytes = letters::to_pdf(&letters::typeset(&document, &fonts)?, &fonts)?;
    std::fs::write(out.join("rare.zh-CN.pdf"), bytes)?;
    Ok(())
}

/// The files of a pack: name in the letter, name of the file, content.
struct Files(Vec<(String, String, Vec<u8>)>);

impl Originals for Files {
    fn read(&mut self, exhibit: usize) -> io::Result<Vec<u8>> {
        let found = self.0.get(exhibit).map(|(_, _, bytes)| bytes.clone());
        found.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn proceed(&mut self, _: usize, _: usize) -> bool {
        true
    }
}

impl Files {
    fn exhibits(&self, lang: Lang) -> Vec<Exhibit> {
        let source = match lang {
            Lang::ZhCn => "本人手机",
            Lang::En => "my telephone",
        };
        self.0
            .iter()
            .enumerate()
            .map(|(index, (name, file, bytes))| Exhibit {
                number: index + 1,
                name: name.clone(),
                file: file.clone(),
                source: source.to_owned(),
                sha256: Sha256::digest(bytes).into(),
                listed_only: false,
            })
            .collect()
    }
}

fn letter(lang: Lang) -> Outcome<Document> {
    let template = templates()
        .iter()
        .find(|template| template.id() == "complaint-lender")
        .ok_or("no such template")?;
    let sample = template.samples().iter().find(|sample| sample.lang == lang);
    let document = sample.ok_or("no such sample")?.document(template);
    document.map_err(|problems| format!("{problems:?}").into())
}

/// One pack of our own kinds in each language, and one with somebody's PDF.
fn few(out: &Path, fonts: &Fonts) -> Outcome {
    for lang in [Lang::ZhCn, Lang::En] {
        let document = letter(lang)?;
        let names: [&str; 7] = match lang {
            Lang::ZhCn => [
                "催收短信截图",
                "通话记录照片（手机横拍）",
                "短信往来文字记录",
                "2026年4月6日20时41分通话录音，催收人员称将联系本人单位并要求本人当日还清全部款项",
                "语音留言",
                "还款凭证",
                "聊天记录长截图",
            ],
            Lang::En => [
                "Screenshot of messages",
                "Photograph of the call list, telephone held sideways",
                "Messages as text",
                "Recording of the call of 6 April 2026 at 20:41",
                "Voice message",
                "Receipt",
                "Long screenshot of a chat",
            ],
        };
        let said = "2026-04-06 20:41　催收：今天必须还清😀，否则联系你单位。\n\n本人：请说明你的姓名和公司。\n".repeat(60);
        let contents = [
            ("screen.png", png(1080, 2400)?),
            ("IMG_0412.JPG", sideways(jpeg(1600, 1200, 3)?)),
            ("messages.txt", said.into_bytes()),
            ("call.m4a", b"sound".to_vec()),
            ("voice.amr", b"sound, too".to_vec()),
            ("receipt.jpg", jpeg(4000, 3000, 1)?),
            ("long.png", png(1080, 12_000)?),
        ];
        let files = names
            .iter()
            .zip(contents)
            .map(|(name, (file, bytes))| ((*name).to_owned(), file.to_owned(), bytes));
        let mut files = Files(files.collect());
        let own = write(
            out,
            &format!("pack.{}", lang.tag()),
            &document,
            fonts,
            &mut files,
        )?;
        if lang == Lang::ZhCn {
            files.0.truncate(1);
            files
                .0
                .push(("前一封信".to_owned(), "pack.pdf".to_owned(), own));
            write(out, "pack-with-pdf.zh-CN", &document, fonts, &mut files)?;
        }
    }
    Ok(())
}

fn write(
    out: &Path,
    name: &str,
    document: &Document,
    fonts: &Fonts,
    files: &mut Files,
) -> Outcome<Vec<u8>> {
    let exhibits = files.exhibits(document.lang);
    let pack = typeset_pack(document, &exhibits, fonts, files)?;
    let mut bytes = Vec::new();
    letters::write_pdf(&pack.pages, fonts, files, &mut bytes)?;
    std::fs::write(out.join(format!("{name}.pdf")), &bytes)?;
    for page in 0..pack.pages.pages.len() {
        if let Some(svg) = to_svg_page(&pack.pages, page, fonts, files) {
            std::fs::write(out.join(format!("{name}.{}.svg", page + 1)), svg)?;
        }
    }
    println!(
        "{name}: {} pages, {} bytes",
        pack.pages.pages.len(),
        bytes.len()
    );
    Ok(bytes)
}

/// The same photograph again and again, read anew each time.
struct Same {
    bytes: Vec<u8>,
    told: usize,
}

impl Originals for Same {
    fn read(&mut self, _: usize) -> io::Result<Vec<u8>> {
        Ok(self.bytes.clone())
    }

    fn proceed(&mut self, _: usize, _: usize) -> bool {
        self.told += 1;
        true
    }
}

fn many(out: &Path, fonts: &Fonts, count: usize) -> Outcome {
    let document = letter(Lang::ZhCn)?;
    let bytes = jpeg(4000, 3000, 20)?;
    let exhibit = |index: usize| Exhibit {
        number: index + 1,
        name: format!("照片{}", index + 1),
        file: format!("IMG_{index:04}.JPG"),
        source: "本人手机".to_owned(),
        sha256: Sha256::digest(&bytes).into(),
        listed_only: false,
    };
    let exhibits: Vec<Exhibit> = (0..count).map(exhibit).collect();
    let each = bytes.len();
    let mut originals = Same { bytes, told: 0 };
    let before = peak()?;
    let start = Instant::now();
    let pack = typeset_pack(&document, &exhibits, fonts, &mut originals)?;
    let set = start.elapsed();
    let mut file = BufWriter::new(File::create(out.join("many.pdf"))?);
    letters::write_pdf(&pack.pages, fonts, &mut originals, &mut file)?;
    file.flush()?;
    println!(
        "{count} photographs of {each} bytes: {} pages, {} bytes; set {set:?}, all {:?}; \
         {} steps; peak memory {} MB, {} MB before",
        pack.pages.pages.len(),
        file.get_ref().metadata()?.len(),
        start.elapsed(),
        originals.told,
        peak()? / 1024,
        before / 1024,
    );
    Ok(())
}

/// The most memory this process has had, in KiB, where the system says so.
fn peak() -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.unwrap_or("0").parse()?)
}

/// A picture with an up and a down: a dark corner at the top left.
fn picture(width: u32, height: u32, grain: u32) -> RgbImage {
    let mut noise = 1_u32;
    RgbImage::from_fn(width, height, |x, y| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (noise >> 24) % grain.max(1);
        if x < width / 3 && y < height / 6 {
            return Rgb([30, 40, 60]);
        }
        let shade = |part: u32, whole: u32| (80 + part * 160 / whole + grain).min(255) as u8;
        Rgb([shade(x, width), shade(y, height), 200])
    })
}

fn jpeg(width: u32, height: u32, grain: u32) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&picture(width, height, grain))?;
    Ok(bytes)
}

/// Says, as a telephone does, that the picture is to be turned by a quarter.
fn sideways(file: Vec<u8>) -> Vec<u8> {
    let exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE1, 0, 2 + exif.len() as u8];
    bytes.extend(exif);
    bytes.extend(file.iter().skip(2));
    bytes
}

fn png(width: u32, height: u32) -> Outcome<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    picture(width, height, 1).write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}
