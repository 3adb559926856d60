//! The faces a letter may be set in, read from one directory by fixed names.
//!
//! Not a font picker: a letter looks the same on every machine, so the set is
//! closed. All faces are under the SIL Open Font License.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use harfrust::{Direction, Feature, Font, Language, Script, ShapePlan, ShaperFont, Tag};
use skrifa::FontRef;
use skrifa::raw::TableProvider as _;

/// One face of the closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaceId {
    /// Noto Serif SC Regular: body text in Chinese.
    HanSerif,
    /// Noto Serif SC Bold: labels and table heads in Chinese.
    HanSerifBold,
    /// Noto Sans SC Bold: titles and headings in both scripts.
    SansBold,
    /// Source Serif 4 Regular: Latin letters and digits in body text.
    LatinSerif,
    /// Source Serif 4 Bold.
    LatinSerifBold,
    /// Optional last resort for rare hanzi in names.
    Rare,
    /// Optional: the system's 仿宋, which then sets the body text in Chinese.
    FangSong,
}

impl FaceId {
    /// Every face, in the order its subset gets its name in a PDF.
    pub const ALL: [Self; 7] = [
        Self::HanSerif,
        Self::HanSerifBold,
        Self::SansBold,
        Self::LatinSerif,
        Self::LatinSerifBold,
        Self::Rare,
        Self::FangSong,
    ];

    /// The file this face is read from.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::HanSerif => "NotoSerifSC_400Regular.ttf",
            Self::HanSerifBold => "NotoSerifSC_700Bold.ttf",
            Self::SansBold => "NotoSansSC_700Bold.ttf",
            Self::LatinSerif => "SourceSerif4_400Regular.ttf",
            Self::LatinSerifBold => "SourceSerif4_700Bold.ttf",
            Self::Rare => "rare.ttf",
            Self::FangSong => "fangsong.ttf",
        }
    }

    /// What the files of an optional face are called where systems install fonts;
    /// the caller looks for them and hands the bytes to [`Fonts::add`].
    pub const fn system_files(self) -> &'static [&'static str] {
        match self {
            Self::Rare => &["LXGWWenKai-Regular.ttf"],
            Self::FangSong => &["simfang.ttf", "STFANGSO.TTF"],
            _ => &[],
        }
    }

    /// The PostScript-like name written into a PDF, without its subset tag.
    pub const fn pdf_name(self) -> &'static str {
        match self {
            Self::HanSerif => "NotoSerifSC-Regular",
            Self::HanSerifBold => "NotoSerifSC-Bold",
            Self::SansBold => "NotoSansSC-Bold",
            Self::LatinSerif => "SourceSerif4-Regular",
            Self::LatinSerifBold => "SourceSerif4-Bold",
            Self::Rare => "RareHan-Regular",
            Self::FangSong => "FangSong-Regular",
        }
    }

    const fn is_latin(self) -> bool {
        matches!(self, Self::LatinSerif | Self::LatinSerifBold)
    }
}

/// Why the fonts could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// A required file is missing or unreadable.
    #[error("font file {path} cannot be read: {source}")]
    Unreadable {
        /// The file looked for.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not a TrueType font.
    #[error("font file {path} is not a usable TrueType font")]
    NotAFont {
        /// The file read.
        path: PathBuf,
    },
    /// The bytes given for an optional face are not a TrueType font.
    #[error("the font given for {0:?} is not a usable TrueType font")]
    NotUsable(FaceId),
    /// Its maker does not allow a part of it to be put into a document.
    #[error("the font given for {0:?} may not be embedded")]
    NotEmbeddable(FaceId),
}

impl FontError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "font_unreadable",
            Self::NotAFont { .. } | Self::NotUsable(_) => "font_not_usable",
            Self::NotEmbeddable(_) => "font_not_embeddable",
        }
    }
}

/// The loaded set. Loading reads about 40 MB once; keep it for the process.
pub struct Fonts {
    faces: Vec<Face>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list()
            .entries(self.faces.iter().map(|face| face.id))
            .finish()
    }
}

impl Fonts {
    /// Reads every face from `dir`. The optional ones may be absent.
    ///
    /// # Errors
    /// The first required file that is missing or not a font.
    pub fn load(dir: &Path) -> Result<Self, FontError> {
        let mut faces = Vec::new();
        for id in FaceId::ALL {
            let path = dir.join(id.file_name());
            if matches!(id, FaceId::Rare | FaceId::FangSong) && !path.exists() {
                continue;
            }
            let data = match std::fs::read(&path) {
                Ok(data) => data,
                Err(source) => return Err(FontError::Unreadable { path, source }),
            };
            faces.push(Face::new(id, data).ok_or(FontError::NotAFont { path })?);
        }
        Ok(Self { faces })
    }

    /// Adds an optional face, or takes another font for it: a system font that
    /// the caller has read. Once there, [`FaceId::FangSong`] sets the body text,
    /// and [`FaceId::Rare`] what no other face has.
    ///
    /// # Errors
    /// If it is no single TrueType font with outlines, or its maker forbids
    /// embedding or subsetting (`fsType`, OpenType OS/2).
    pub fn add(&mut self, id: FaceId, data: Vec<u8>) -> Result<(), FontError> {
        if !data.starts_with(&[0, 1, 0, 0]) && !data.starts_with(b"true") {
            return Err(FontError::NotUsable(id));
        }
        let face = Face::new(id, data).ok_or(FontError::NotUsable(id))?;
        if !face.may_be_embedded() {
            return Err(FontError::NotEmbeddable(id));
        }
        self.faces.retain(|known| known.id != id);
        self.faces.push(face);
        Ok(())
    }

    /// The bytes of a face, to show with it the page of a document that brings none
    /// of its own.
    pub fn bytes(&self, id: FaceId) -> Option<Arc<Vec<u8>>> {
        self.face(id).map(|face| Arc::clone(&face.data))
    }

    pub(crate) fn face(&self, id: FaceId) -> Option<&Face> {
        self.faces.iter().find(|face| face.id == id)
    }
}

/// One face with what shaping and exporting need of it.
pub(crate) struct Face {
    pub(crate) id: FaceId,
    pub(crate) data: Arc<Vec<u8>>,
    font: Font,
    plan: ShapePlan,
    features: Vec<Feature>,
    /// Font units per em.
    pub(crate) upem: u16,
}

impl Face {
    fn new(id: FaceId, data: Vec<u8>) -> Option<Self> {
        let data = Arc::new(data);
        let blob: Arc<dyn AsRef<[u8]> + Send + Sync> = data.clone();
        let font = Font::new(blob, 0)?;
        let upem = font.units_per_em();
        if upem == 0 {
            return None;
        }
        // The line engine squeezes punctuation itself; the font must not do it
        // a second time. Ligatures would put two letters into one glyph, which
        // some readers extract wrongly.
        let off = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 0, ..);
        let features = vec![
            off(b"chws"),
            off(b"halt"),
            off(b"palt"),
            off(b"liga"),
            off(b"clig"),
        ];
        let (script, language) = id.shaping();
        let plan = ShapePlan::new(
            &font,
            Direction::LeftToRight,
            Some(script),
            language.as_ref(),
            &features,
        );
        Some(Self {
            id,
            data,
            font,
            plan,
            features,
            upem,
        })
    }

    /// What the maker allows (OS/2 `fsType`): not if restricted (2) without print
    /// (4) or edit (8), if subsetting (0x100) or outlines (0x200) are forbidden.
    /// A font that does not say allows nothing.
    fn may_be_embedded(&self) -> bool {
        let rights = FontRef::new(&self.data)
            .and_then(|font| font.os2())
            .map(|table| table.fs_type());
        rights.is_ok_and(|rights| {
            let restricted = rights & 0b0010 != 0 && rights & 0b1100 == 0;
            !restricted && rights & 0x0300 == 0
        })
    }

    pub(crate) fn shaper(&self) -> ShaperFont<'_, '_> {
        ShaperFont::new(&self.font)
    }

    pub(crate) fn plan(&self) -> (&ShapePlan, &[Feature]) {
        (&self.plan, &self.features)
    }

    /// Whether the face has a glyph of its own for `c`.
    pub(crate) fn covers(&self, c: char) -> bool {
        self.font
            .charmap()
            .map_unicode(c)
            .is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

impl FaceId {
    /// Script and language every run of this face is shaped with.
    pub(crate) fn shaping(self) -> (Script, Option<Language>) {
        if self.is_latin() {
            (Script::LATIN, Language::new("en"))
        } else {
            (Script::HAN, Language::new("zh-Hans"))
        }
    }
}

/// Fonts for this crate's own tests; a missing directory is a failure with advice.
#[cfg(test)]
pub(crate) fn test_fonts() -> &'static Fonts {
    static FONTS: std::sync::OnceLock<Fonts> = std::sync::OnceLock::new();
    FONTS.get_or_init(|| match Fonts::load(&test_folder()) {
        Ok(fonts) => fonts,
        Err(error) => panic!("{error}. Run `cargo xtask` once, it fetches the fonts."),
    })
}

#[cfg(test)]
pub(crate) fn test_folder() -> PathBuf {
    std::env::var_os("MINGZHANG_FONTS").map_or_else(
        || {
            PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../../target/fonts"
            ))
        },
        PathBuf::from,
    )
}

/// A system font that has rare hanzi, as the lane `core` installs it.
#[cfg(test)]
pub(crate) fn rare_font() -> Vec<u8> {
    let path =
        Path::new("/usr/share/fonts/truetype/lxgw-wenkai").join(FaceId::Rare.system_files()[0]);
    match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => panic!("{error}. Install the package fonts-lxgw-wenkai."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_face_covers_rare_names_and_says_what_it_lacks() {
        let face = test_fonts().face(FaceId::HanSerif).unwrap();
        for c in ['投', '㐂', '䶮', '，', '“'] {
            assert!(face.covers(c), "{c}");
        }
        assert!(!face.covers('\u{20BB7}'));
    }

    #[test]
    fn a_system_font_is_taken_only_if_its_maker_allows() {
        let mut fonts = Fonts::load(&test_folder()).unwrap();
        let name = FaceId::LatinSerif.file_name();
        let font = std::fs::read(test_folder().join(name)).unwrap();
        let table = (12..).step_by(16).find(|&at| &font[at..at + 4] == b"OS/2");
        let at = table.unwrap() + 8;
        let start = u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
        let mut with = |rights: u16| {
            let mut font = font.clone();
            font[start + 8..start + 10].copy_from_slice(&rights.to_be_bytes());
            fonts
                .add(FaceId::FangSong, font)
                .map_err(|error| error.code())
        };
        for allowed in [0, 4, 8] {
            assert_eq!(with(allowed), Ok(()), "{allowed:#x}");
        }
        for forbidden in [2, 0x100, 0x104, 0x200] {
            assert_eq!(
                with(forbidden),
                Err("font_not_embeddable"),
                "{forbidden:#x}"
            );
        }
        for bytes in [&b"ttcf\0\0\0\0"[..], b"OTTO", b"", b"\0\x01\0\0"] {
            let error = fonts.add(FaceId::Rare, bytes.to_vec()).unwrap_err();
            assert_eq!(error.code(), "font_not_usable");
        }
        assert!(fonts.face(FaceId::Rare).is_none());
    }

    #[test]
    fn a_missing_directory_names_the_file() {
        let error = Fonts::load(Path::new("/nonexistent")).unwrap_err();
        assert_eq!(error.code(), "font_unreadable");
        assert!(error.to_string().contains("NotoSerifSC_400Regular.ttf"));
    }
}
