//! The letter as meaning: blocks, sentences and the rows they rest on.
//!
//! Knows nothing of pages, fonts or template syntax.

use domain::{Day, Lang};

/// A whole letter, ready for typesetting or plain text.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Language of the letter's own words.
    pub lang: Lang,
    /// What it is called in a viewer's title bar.
    pub title: String,
    /// Who signs it.
    pub author: String,
    /// One line on what it is about.
    pub subject: String,
    /// The sender's reference number, printed in the page header.
    pub reference: String,
    /// The day on the letter; also the PDF's creation date.
    pub date: Option<Day>,
    /// Head of the journal's hash chain, hexadecimal; the first 16 digits are
    /// printed in the footer.
    pub chain_head: Option<String>,
    /// Seal of the manifest this is the index of; the footer then prints its first
    /// 16 digits instead.
    pub seal: Option<String>,
    /// The letter itself.
    pub blocks: Vec<Block>,
}

/// One block of a letter.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The letter's title, once, centred.
    Title(Inline),
    /// Who it is addressed to.
    Addressee(Inline),
    /// A section heading.
    Heading(Inline),
    /// Running text.
    Paragraph(Inline),
    /// A numbered list.
    Numbered(Vec<Inline>),
    /// Label and value pairs: the parties.
    Fields(Vec<Field>),
    /// A table; its head is repeated after a page break.
    Table(Table),
    /// The complimentary close.
    Closing(Closing),
    /// Who signs, with room for a seal or a fingerprint. Kept on one page.
    Signature(Vec<Field>),
    /// What is enclosed.
    Attachments(Vec<Field>),
}

/// A label and what belongs to it. An empty value leaves room to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// What the value is.
    pub label: Inline,
    /// The value.
    pub value: Inline,
}

/// A table of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Relative column widths, one per column.
    pub widths: Vec<u16>,
    /// Columns of amounts, set at their right edge.
    pub amounts: Vec<usize>,
    /// Head cells.
    pub head: Vec<Inline>,
    /// Body rows; each has as many cells as the head.
    pub rows: Vec<Vec<Inline>>,
}

/// The complimentary close: 此致 / 敬礼, or one English line.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    /// The indented first line.
    pub lead: Inline,
    /// The second line, at the margin.
    pub wish: Inline,
}

/// Text of one block, as sentences in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inline {
    /// The sentences. They carry their own spacing: joining them gives the text.
    pub sentences: Vec<Sentence>,
}

/// One sentence and the evidence it rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// The words.
    pub text: String,
    /// References of the rows every value in it came from, sorted, each once.
    pub rows: Vec<String>,
    /// Does it hold words of the writer's own?
    pub own: bool,
}

impl Inline {
    /// Text without evidence.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::of(Sentence {
            text: text.into(),
            ..Sentence::default()
        })
    }

    /// Words of the writer's own.
    pub fn own(text: impl Into<String>) -> Self {
        Self::of(Sentence {
            text: text.into(),
            rows: Vec::new(),
            own: true,
        })
    }

    fn of(sentence: Sentence) -> Self {
        Self {
            sentences: vec![sentence],
        }
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.sentences
            .iter()
            .map(|sentence| sentence.text.as_str())
            .collect()
    }

    /// Whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        self.sentences
            .iter()
            .all(|sentence| sentence.text.trim().is_empty())
    }
}

impl Document {
    /// Every sentence of the letter in reading order.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.blocks
            .iter()
            .flat_map(Block::inlines)
            .flat_map(|inline| inline.sentences.iter())
    }
}

impl Block {
    /// Does this paragraph say that the next block follows? They stay on one page.
    pub(crate) fn announces(&self, next: &Self) -> bool {
        let listed = matches!(next, Self::Numbered(_) | Self::Table(_) | Self::Fields(_));
        match self {
            Self::Paragraph(text) => listed && text.text().trim_end().ends_with(['：', ':']),
            _ => false,
        }
    }

    /// The texts of this block in reading order.
    pub fn inlines(&self) -> Vec<&Inline> {
        fn both(fields: &[Field]) -> Vec<&Inline> {
            fields
                .iter()
                .flat_map(|field| [&field.label, &field.value])
                .collect()
        }
        match self {
            Self::Title(text)
            | Self::Addressee(text)
            | Self::Heading(text)
            | Self::Paragraph(text) => vec![text],
            Self::Numbered(items) => items.iter().collect(),
            Self::Fields(fields) | Self::Signature(fields) | Self::Attachments(fields) => {
                both(fields)
            }
            Self::Table(table) => table
                .head
                .iter()
                .chain(table.rows.iter().flatten())
                .collect(),
            Self::Closing(closing) => vec![&closing.lead, &closing.wish],
        }
    }
}
