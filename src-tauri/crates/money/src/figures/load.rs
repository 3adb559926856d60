//! From the files to [`Figures`]. The files are embedded when the crate is built;
//! a problem in any of them is an error, and the tests of this crate load them.

use std::collections::BTreeSet;

use domain::Day;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::lpr::{Benchmark, LprRow, Published};
use super::{
    CeilingRule, FigureGrade, FigureInstrument, FigureSource, FigureWords, Figures, Provision,
};
use crate::number::Number;

/// Which file of the figures is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {detail}")]
pub struct FiguresError {
    /// The file.
    pub file: &'static str,
    /// What is wrong, for the person who edits the data.
    pub detail: String,
}

macro_rules! file {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../../../figures/cn-money/", $name)),
        )
    };
}

type File = (&'static str, &'static str);

const PACK: File = file!("pack.toml");
const SOURCES: File = file!("sources.toml");
const INSTRUMENTS: File = file!("instruments.toml");
const PROVISIONS: File = file!("provisions.toml");
const CEILINGS: File = file!("ceilings.toml");
const LPR: File = file!("lpr.csv");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPack {
    id: String,
    title: FigureWords,
    version: String,
    #[serde(rename = "jurisdiction")]
    _jurisdiction: String,
    checked_on: Day,
    lpr: RawLpr,
    benchmark: RawBenchmark,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLpr {
    verified_to: Day,
    instrument: String,
    sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBenchmark {
    from: Day,
    to: Day,
    one_year: Number,
    five_year: Number,
    grade: FigureGrade,
    instrument: String,
    sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSources {
    source: Vec<FigureSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInstruments {
    instrument: Vec<FigureInstrument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProvisions {
    provision: Vec<Provision>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCeilings {
    ceiling: Vec<CeilingRule>,
}

/// The figures this build carries.
///
/// # Errors
/// The first problem of the data.
pub fn embedded() -> Result<Figures, FiguresError> {
    let pack: RawPack = read(PACK)?;
    let sources: RawSources = read(SOURCES)?;
    let instruments: RawInstruments = read(INSTRUMENTS)?;
    let provisions: RawProvisions = read(PROVISIONS)?;
    let ceilings: RawCeilings = read(CEILINGS)?;

    let known: BTreeSet<&str> = sources.source.iter().map(|s| s.id.as_str()).collect();
    let texts: BTreeSet<&str> = instruments
        .instrument
        .iter()
        .map(|i| i.id.as_str())
        .collect();
    let cited = |file: File, slug: &str, instrument: &str, of: &[String]| {
        let good = texts.contains(instrument)
            && !of.is_empty()
            && of.iter().all(|source| known.contains(source.as_str()));
        good.then_some(())
            .ok_or_else(|| wrong(file, format!("{slug}: unknown instrument or source")))
    };
    for text in &instruments.instrument {
        cited(INSTRUMENTS, &text.id, &text.id, &text.sources)?;
    }
    let mut slugs = BTreeSet::new();
    for item in &provisions.provision {
        cited(PROVISIONS, &item.slug, &item.instrument, &item.sources)?;
        unique(PROVISIONS, &mut slugs, &item.slug)?;
    }
    for item in &ceilings.ceiling {
        cited(CEILINGS, &item.slug, &item.instrument, &item.sources)?;
        unique(CEILINGS, &mut slugs, &item.slug)?;
    }
    cited(PACK, "lpr", &pack.lpr.instrument, &pack.lpr.sources)?;
    cited(
        PACK,
        "benchmark",
        &pack.benchmark.instrument,
        &pack.benchmark.sources,
    )?;
    Ok(Figures {
        id: pack.id,
        title: pack.title,
        version: pack.version,
        checked_on: pack.checked_on,
        instruments: instruments.instrument,
        sources: sources.source,
        provisions: provisions.provision,
        ceilings: ceilings.ceiling,
        lpr: Published {
            rows: lpr_rows()?,
            verified_to: pack.lpr.verified_to,
            benchmark: Benchmark {
                from: pack.benchmark.from,
                to: pack.benchmark.to,
                one_year: pack.benchmark.one_year.decimal(),
                five_year: pack.benchmark.five_year.decimal(),
                grade: pack.benchmark.grade,
            },
        },
    })
}

fn wrong(file: File, detail: impl Into<String>) -> FiguresError {
    FiguresError {
        file: file.0,
        detail: detail.into(),
    }
}

fn unique<'a>(
    file: File,
    slugs: &mut BTreeSet<&'a str>,
    slug: &'a str,
) -> Result<(), FiguresError> {
    slugs
        .insert(slug)
        .then_some(())
        .ok_or_else(|| wrong(file, format!("{slug}: twice")))
}

fn read<T: DeserializeOwned>(file: File) -> Result<T, FiguresError> {
    toml::from_str(file.1).map_err(|error| wrong(file, error.to_string()))
}

/// `date,one_year,five_year,confidence`, rising; an empty figure was not verified.
fn lpr_rows() -> Result<Vec<LprRow>, FiguresError> {
    let mut rows: Vec<LprRow> = Vec::new();
    for (line, text) in LPR.1.lines().enumerate().skip(1) {
        let bad = || wrong(LPR, format!("line {}", line + 1));
        let [day, one, five, grade] = text.split(',').collect::<Vec<_>>()[..] else {
            return Err(bad());
        };
        let day: Day = day.parse().map_err(|_| bad())?;
        if rows.last().is_some_and(|last| last.day >= day) {
            return Err(bad());
        }
        rows.push(LprRow {
            day,
            one_year: one.parse::<Decimal>().map_err(|_| bad())?,
            five_year: match five {
                "" => None,
                percent => Some(percent.parse::<Decimal>().map_err(|_| bad())?),
            },
            grade: match grade {
                "A" => FigureGrade::A,
                "B" => FigureGrade::B,
                _ => return Err(bad()),
            },
        });
    }
    Ok(rows)
}
