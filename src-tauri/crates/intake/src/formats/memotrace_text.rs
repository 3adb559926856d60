//! A chat as MemoTrace (留痕) writes it to a text file: a line with the time and
//! the sender, the text, an empty line.
//!
//! The borrower writes under a name of their own there; who it is follows from
//! the name of the file, which is the other side's.

use std::{collections::VecDeque, io::BufRead};

use domain::{Channel, Connection, Contact, Direction, Instant, SourceKind};

use super::{Format, Shape, fields, sms_backup_restore_sms::MAX_TEXT};
use crate::{
    FormatCode, RejectCode,
    error::Fault,
    out::{Out, Refusal},
    table::{PlainLine, PlainLines, Sides},
    text::Mended,
    value,
};

pub(super) const FORMAT: Format = Format {
    code: FormatCode::MemotraceText,
    kind: SourceKind::Other,
    looked_for: "2026-03-01 22:30:00 小李",
    shape: Shape::Text {
        detect: |head| {
            head.lines()
                .find(|line| !line.trim().is_empty())
                .and_then(opening)
                .is_some()
        },
        read,
    },
};

/// Messages looked at before the first is judged.
const AHEAD: usize = 500;
/// Longest message kept, in bytes.
const MAX_MESSAGE: usize = 1 << 18;
/// Longest name believed, in characters.
const MAX_NAME: usize = 64;

/// One message.
#[derive(Default)]
struct Block {
    number: u32,
    at: Option<Instant>,
    sender: String,
    text: String,
    raw: String,
    mended: Mended,
    cut: bool,
}

fn read(input: &mut dyn BufRead, out: &mut Out<'_, '_>) -> Result<(), Fault> {
    let base = out.position();
    let mut blocks = Blocks {
        lines: PlainLines::new(input),
        next: None,
    };
    let mut ahead = VecDeque::new();
    while ahead.len() < AHEAD {
        let Some(block) = blocks.next()? else { break };
        ahead.push_back(block);
    }
    let file = out.entry.clone().unwrap_or_else(|| out.file.clone());
    let sides = Sides::of(&file, ahead.iter().map(|block| block.sender.clone()));
    loop {
        let block = match ahead.pop_front() {
            Some(block) => block,
            None => match blocks.next()? {
                Some(block) => block,
                None => return Ok(()),
            },
        };
        out.begin_at(base.saturating_add(block.number));
        out.hand_out(contact(&block, &sides), &block.raw, block.mended);
    }
}

fn contact(block: &Block, sides: &Sides) -> Result<Contact, Refusal> {
    let at = block.at.ok_or(RejectCode::RemarkRow)?;
    let text = block.text.trim();
    if block.cut || text.chars().count() > MAX_TEXT {
        return Err(RejectCode::TooLong.into());
    }
    if text.is_empty() {
        // A line of the program's own has no second line.
        return Err(RejectCode::SystemLine.into());
    }
    if [
        "[图片]",
        "[语音]",
        "[表情包]",
        "[文件]",
        "[视频]",
        "[音乐分享]",
    ]
    .contains(&text)
    {
        return Err(RejectCode::NoText.into());
    }
    let said = Some(text.to_owned());
    match sides.is_own(&block.sender) {
        Some(true) => Ok(Contact {
            said,
            ..fields::contact(Channel::Chat, Direction::Outgoing, at)
        }),
        Some(false) => Ok(Contact {
            said,
            connection: Connection::Connected,
            claimed_identity: Some(block.sender.clone()),
            ..fields::contact(Channel::Chat, Direction::Incoming, at)
        }),
        None => Err(RejectCode::SideUnknown.into()),
    }
}

/// The time and the sender a message opens with.
fn opening(line: &str) -> Option<(Instant, &str)> {
    const TIME: usize = "2026-03-01 22:30:00".len();
    let (time, sender) = (line.get(..TIME)?, line.get(TIME..)?);
    let sender = sender.strip_prefix(' ')?.trim();
    let moment = value::moment(time).filter(|moment| moment.to_the_second)?;
    let at = moment.instant(None, None).ok()?;
    (!sender.is_empty()).then_some((at, sender))
}

/// A text taken apart into messages.
struct Blocks<R> {
    lines: PlainLines<R>,
    next: Option<Block>,
}

impl<R: BufRead> Blocks<R> {
    fn next(&mut self) -> Result<Option<Block>, Fault> {
        let mut block = self.next.take();
        while let Some(line) = self.lines.next()? {
            if let Some((at, sender)) = opening(&line.text) {
                let opened = Block {
                    number: line.number,
                    at: Some(at),
                    sender: sender.chars().take(MAX_NAME).collect(),
                    raw: line.text.clone(),
                    mended: line.mended,
                    ..Block::default()
                };
                if block.is_some() {
                    self.next = Some(opened);
                    return Ok(block);
                }
                block = Some(opened);
                continue;
            }
            match &mut block {
                Some(block) => block.add(&line),
                None if line.text.trim().is_empty() => {}
                None => {
                    let mut stray = Block {
                        number: line.number,
                        ..Block::default()
                    };
                    stray.add(&line);
                    block = Some(stray);
                }
            }
        }
        Ok(block)
    }
}

impl Block {
    fn add(&mut self, line: &PlainLine) {
        self.mended.add(line.mended);
        if line.cut || self.text.len() + line.text.len() > MAX_MESSAGE {
            self.cut = true;
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&line.text);
        self.raw.push('\n');
        self.raw.push_str(&line.text);
    }
}
