//! The files of `procedures/cn`: texts and their sources, grounds of counting, working
//! days, proceedings, recourses, papers, stages. The only place that reads them.

mod issue;
mod lints;
mod load;

pub use issue::{DataIssue, DataIssueCode};
pub use load::{DataFiles, Loaded, embedded, embedded_files, load, read_changes, read_notice};

use domain::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::{Calendar, HolidayYear};
use crate::paper::Paper;
use crate::proceeding::{DeadlineRule, Procedure};
use crate::recourse::Recourse;
use crate::stage::{BystanderGuide, StageGuide};
use crate::words::{Ground, LawGrade, ProcedureSource, ProcedureText, Wording};

/// The ground of a step of counting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PeriodGround {
    /// Permanent name.
    pub slug: String,
    /// What it says, in our words.
    pub title: Wording,
    /// Ids of the texts that say so.
    pub instruments: Vec<String>,
    /// The clauses, in the same order.
    pub clauses: Vec<String>,
    /// How well it was verified.
    pub grade: LawGrade,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// Everything a build knows of proceedings and of counting.
#[derive(Clone, Debug, Default)]
pub struct Procedures {
    pub(crate) id: String,
    pub(crate) title: Wording,
    pub(crate) version: String,
    pub(crate) checked_on: Day,
    pub(crate) texts: Vec<ProcedureText>,
    pub(crate) sources: Vec<ProcedureSource>,
    pub(crate) grounds: Vec<PeriodGround>,
    pub(crate) calendar: Calendar,
    pub(crate) proceedings: Vec<Procedure>,
    pub(crate) recourses: Vec<Recourse>,
    pub(crate) papers: Vec<Paper>,
    pub(crate) stages: Vec<StageGuide>,
    pub(crate) bystanders: Vec<BystanderGuide>,
}

impl Procedures {
    /// Permanent id, the name of the folder.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Title.
    pub fn title(&self) -> &Wording {
        &self.title
    }

    /// Version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// `id version`, as a receipt names it.
    pub fn edition(&self) -> String {
        format!("{} {}", self.id, self.version)
    }

    /// Day the files were last checked against their sources.
    pub fn checked_on(&self) -> Day {
        self.checked_on
    }

    /// The texts.
    pub fn texts(&self) -> &[ProcedureText] {
        &self.texts
    }

    /// The sources.
    pub fn sources(&self) -> &[ProcedureSource] {
        &self.sources
    }

    /// The grounds of counting.
    pub fn grounds(&self) -> &[PeriodGround] {
        &self.grounds
    }

    /// The working days.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The proceedings, in order.
    pub fn proceedings(&self) -> &[Procedure] {
        &self.proceedings
    }

    /// The recourses.
    pub fn recourses(&self) -> &[Recourse] {
        &self.recourses
    }

    /// The kinds of paper.
    pub fn papers(&self) -> &[Paper] {
        &self.papers
    }

    /// The stages.
    pub fn stages(&self) -> &[StageGuide] {
        &self.stages
    }

    /// Half a page each for family and workplace.
    pub fn bystanders(&self) -> &[BystanderGuide] {
        &self.bystanders
    }

    /// The proceeding of this id.
    pub fn proceeding(&self, id: &str) -> Option<&Procedure> {
        self.proceedings.iter().find(|one| one.id == id)
    }

    /// Every deadline rule with its proceeding.
    pub fn rules(&self) -> impl Iterator<Item = (&Procedure, &DeadlineRule)> {
        self.proceedings
            .iter()
            .flat_map(|one| one.deadlines.iter().map(move |rule| (one, rule)))
    }

    /// The ground `slug` of counting.
    pub fn ground(&self, slug: &str) -> Option<Ground> {
        let ground = self.grounds.iter().find(|ground| ground.slug == slug)?;
        let names: Vec<Wording> = ground
            .instruments
            .iter()
            .map(|id| self.text_name(id))
            .collect();
        let join = |of: fn(&Wording) -> &str, between: &str| {
            let names: Vec<&str> = names.iter().map(of).collect();
            names.join(between)
        };
        Some(Ground {
            slug: ground.slug.clone(),
            title: ground.title.clone(),
            name: join(|name| &name.zh, "；"),
            name_en: join(|name| &name.en, "; "),
            clause: ground.clauses.join("；"),
            grade: ground.grade,
        })
    }

    /// The ground of a deadline, where it has one.
    pub fn ground_of(&self, procedure: &Procedure, rule: &DeadlineRule) -> Option<Ground> {
        let text = rule.instrument.as_deref()?;
        Some(self.cited(
            format!("{}.{}", procedure.id, rule.id),
            &rule.title,
            text,
            &rule.clause,
            rule.grade,
        ))
    }

    /// A ground in the text `id`.
    pub fn cited(
        &self,
        slug: String,
        title: &Wording,
        id: &str,
        clause: &str,
        grade: LawGrade,
    ) -> Ground {
        let Wording { zh, en } = self.text_name(id);
        Ground {
            slug,
            title: title.clone(),
            name: zh,
            name_en: en,
            clause: clause.to_owned(),
            grade,
        }
    }

    /// What a text is called.
    fn text_name(&self, id: &str) -> Wording {
        let text = self.texts.iter().find(|text| text.id == id);
        text.map_or_else(Wording::default, |text| Wording {
            zh: text.name.clone(),
            en: text.name_en.clone(),
        })
    }

    /// The same with the notice of one more year, or another for a year that is there.
    #[must_use]
    pub fn with_year(&self, year: HolidayYear) -> Self {
        Self {
            calendar: self.calendar.with(year),
            ..self.clone()
        }
    }
}
