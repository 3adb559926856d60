//! The sRGB colour space as an ICC profile of version 2.1 (ICC.1:1998-09), the
//! newest that PDF/A-1 knows.
//!
//! Made here rather than carried along: it is thirty numbers and one curve, all
//! from IEC 61966-2-1. Primaries are adapted to D50 by the Bradford transform.

/// Points of the tone curve; more change nothing a screen could show.
const CURVE_POINTS: u16 = 256;

/// Columns of the matrix to XYZ (D50), and the white point, in 1/65536.
const XYZ: [(&[u8; 4], [i32; 3]); 4] = [
    (b"wtpt", [0xF6D6, 0x1_0000, 0xD32D]),
    (b"rXYZ", [0x6FA2, 0x38F5, 0x0390]),
    (b"gXYZ", [0x6299, 0xB785, 0x18DA]),
    (b"bXYZ", [0x24A0, 0x0F84, 0xB6CF]),
];

/// The profile.
pub(crate) fn srgb() -> Vec<u8> {
    let mut tags: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (b"desc", description("sRGB IEC61966-2.1")),
        (b"cprt", text("No copyright, use freely")),
    ];
    tags.extend(XYZ.iter().map(|(name, values)| {
        let mut body = b"XYZ \0\0\0\0".to_vec();
        body.extend(values.iter().flat_map(|value| value.to_be_bytes()));
        (*name, body)
    }));
    let curve = curve();
    let table_end = 128 + 4 + 12 * (tags.len() + 3);
    let (mut table, mut data) = (Vec::new(), Vec::new());
    let mut entry = |name: &[u8; 4], offset: usize, length: usize| {
        table.extend(name);
        table.extend(word(offset));
        table.extend(word(length));
    };
    for (name, body) in &tags {
        entry(name, table_end + data.len(), body.len());
        data.extend(body);
        while data.len() % 4 != 0 {
            data.push(0);
        }
    }
    // One curve for all three channels.
    for name in [b"rTRC", b"gTRC", b"bTRC"] {
        entry(name, table_end + data.len(), curve.len());
    }
    data.extend(curve);
    let mut profile = header(table_end + data.len());
    profile.extend(word(tags.len() + 3));
    profile.extend(table);
    profile.extend(data);
    profile
}

fn word(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()
}

fn header(size: usize) -> Vec<u8> {
    let mut header = word(size).to_vec();
    header.extend([0; 4]);
    header.extend([2, 0x10, 0, 0]);
    header.extend(b"mntrRGB XYZ ");
    // 1998-02-09, the day of the sRGB profile everybody uses.
    for part in [1998_u16, 2, 9, 0, 0, 0] {
        header.extend(part.to_be_bytes());
    }
    header.extend(b"acsp");
    header.resize(68, 0);
    for value in [0xF6D6_u32, 0x1_0000, 0xD32D] {
        header.extend(value.to_be_bytes());
    }
    header.resize(128, 0);
    header
}

fn description(words: &str) -> Vec<u8> {
    let mut body = b"desc\0\0\0\0".to_vec();
    body.extend(word(words.len() + 1));
    body.extend(words.as_bytes());
    body.push(0);
    // Empty Unicode and Macintosh descriptions, as the format asks.
    body.resize(body.len() + 4 + 4 + 2 + 1 + 67, 0);
    body
}

fn text(words: &str) -> Vec<u8> {
    let mut body = b"text\0\0\0\0".to_vec();
    body.extend(words.as_bytes());
    body.push(0);
    body
}

fn curve() -> Vec<u8> {
    let mut body = b"curv\0\0\0\0".to_vec();
    body.extend(word(usize::from(CURVE_POINTS)));
    for point in 0..CURVE_POINTS {
        let value = f64::from(point) / f64::from(CURVE_POINTS - 1);
        let linear = if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        };
        body.extend(((linear * 65_535.0).round() as u16).to_be_bytes());
    }
    body
}

#[cfg(test)]
mod tests {
    use super::srgb;

    #[test]
    fn the_profile_says_its_size_and_every_tag_lies_within() {
        let profile = srgb();
        let word = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(word(0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        let count = word(128);
        assert_eq!(count, 9);
        for tag in 0..count {
            let at = 132 + 12 * tag;
            assert!(word(at + 4) >= 132 + 12 * count && word(at + 4) % 4 == 0);
            assert!(word(at + 4) + word(at + 8) <= profile.len());
        }
        // Black is black and white is white.
        let curve = &profile[word(132 + 12 * 6 + 4)..];
        assert_eq!(&curve[12..14], &[0, 0]);
        assert_eq!(&curve[12 + 510..12 + 512], &[255, 255]);
    }
}
