//! Damage by numbers: the same seed gives the same inputs, in any process.

/// Xorshift.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    /// A number below `below`.
    pub(crate) fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below.max(1)).unwrap()).unwrap()
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.roll(256)).unwrap()
    }
}

/// Pieces that parsers stumble over more often than over chance.
const PIECES: &[&str] = &[
    "0",
    "-1",
    "99999999999999999999",
    "1e308",
    "NaN",
    "9999-12-31",
    "0000-00-00",
    "2024-02-30",
    "\"",
    "'",
    "<",
    "</",
    "&#0;",
    "]]>",
    "{",
    "}",
    "[[",
    "\\",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{10ffff}",
    "𠮷",
    "ﷺ",
    "\r\n",
    ",,,,",
    "\t",
    "%",
    "=",
    "null",
];

/// One input of `corpus`, damaged in up to a dozen places.
pub(crate) fn damaged(corpus: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = corpus[dice.roll(corpus.len())].clone();
    for _ in 0..=dice.roll(12) {
        damage(&mut bytes, corpus, dice);
    }
    bytes
}

fn damage(bytes: &mut Vec<u8>, corpus: &[Vec<u8>], dice: &mut Dice) {
    let at = dice.roll(bytes.len());
    match dice.roll(9) {
        0 | 1 if !bytes.is_empty() => bytes[at] = dice.byte(),
        2 => bytes.insert(at, dice.byte()),
        3 if !bytes.is_empty() => {
            bytes.remove(at);
        }
        4 => bytes.truncate(at.max(1)),
        // A word that means something.
        5 | 6 => {
            let piece = PIECES[dice.roll(PIECES.len())].as_bytes();
            let to = (at + dice.roll(2) * piece.len()).min(bytes.len());
            bytes.splice(at..to, piece.iter().copied());
        }
        // A stretch of itself again.
        7 => {
            let to = (at + dice.roll(64)).min(bytes.len());
            let stretch = bytes[at..to].to_vec();
            let into = dice.roll(bytes.len());
            bytes.splice(into..into, stretch);
        }
        // A piece of another input in the middle of this one.
        _ => {
            let other = &corpus[dice.roll(corpus.len())];
            let from = dice.roll(other.len());
            let to = (from + dice.roll(200)).min(other.len());
            bytes.splice(at..at, other[from..to].iter().copied());
        }
    }
}
