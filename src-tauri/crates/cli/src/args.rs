//! The command line.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use domain::{Day, Lang};

use crate::verbs::money::MoneyOp;

/// 明账命令行：核对案件文件、读取通话记录、生成信函、计算金额和期限、核对证明材料包 /
/// audit a case file, read a phone log, write a letter, compute money and deadlines,
/// check a proof pack.
///
/// Exit codes: 0 done; 1 findings (with --fail-on-findings), or a pack that does not
/// match; 2 the input is wrong; 3 internal fault.
#[derive(Parser)]
#[command(name = "mingzhang-cli", version)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Subcommand)]
pub(crate) enum Verb {
    /// 按日期适用的规则核对案件 / check a case against the rules of each day
    Audit(Audit),
    /// 计算期限的最后一日，逐日列明 / the last day of a deadline, with every day
    #[command(after_help = DEADLINE_HELP)]
    Deadline(Deadline),
    /// 读取手机导出的记录 / read exported phone logs
    Import(Import),
    /// 由案件文件生成信函 / write a letter from a case file
    Letter(Box<Letter>),
    /// 计算金额、利率、期间：从标准输入读 JSON，输出 JSON / compute amounts, rates and
    /// periods: JSON on stdin, JSON on stdout; `money OP --help` shows an example
    #[command(subcommand)]
    Money(MoneyOp),
    /// 输出案件文件的 JSON Schema / print the JSON Schema of a file
    Schema(Schema),
    /// 核对证明材料包 / check a proof pack
    Verify(Verify),
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

#[derive(ClapArgs)]
pub(crate) struct Audit {
    /// 案件文件 / case file (see `schema case`)
    pub(crate) case: PathBuf,
    /// 只看到这一天为止的记录 / leave out contacts after this day (YYYY-MM-DD)
    #[arg(long, value_name = "DAY")]
    pub(crate) as_of: Option<Day>,
    /// zh-CN 或 en / language of the text
    #[arg(long, default_value = "zh-CN", value_parser = lang)]
    pub(crate) lang: Lang,
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    /// 有发现时以 1 退出 / exit with 1 when something is flagged
    #[arg(long)]
    pub(crate) fail_on_findings: bool,
}

const DEADLINE_HELP: &str = include_str!("verbs/examples/deadline.txt");

#[derive(ClapArgs)]
pub(crate) struct Deadline {
    /// 期限编号，或 days:15、workdays:7、months:6、years:3 / a rule of `--list`, or a
    /// bare period
    #[arg(required_unless_present = "list")]
    pub(crate) rule: Option<String>,
    /// 列出全部期限 / list the rules
    #[arg(long)]
    pub(crate) list: bool,
    /// 起算事件那一天，不计入 / the day it starts on, which is not counted
    #[arg(long, value_name = "DAY", required_unless_present = "list")]
    pub(crate) from: Option<Day>,
    /// 自己录入的年度放假通知，可多次 / notices of years of your own, repeatable
    #[arg(long, value_name = "FILE")]
    pub(crate) calendar: Vec<PathBuf>,
    /// 中止、延长、重新起算、交邮等 / what stopped, extended or restarted it
    #[arg(long, value_name = "FILE")]
    pub(crate) events: Option<PathBuf>,
    /// zh-CN 或 en / language of the text
    #[arg(long, default_value = "zh-CN", value_parser = lang)]
    pub(crate) lang: Lang,
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
}

#[derive(ClapArgs)]
pub(crate) struct Import {
    /// 导出文件 / exported files
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
}

#[derive(ClapArgs)]
pub(crate) struct Letter {
    /// 案件文件 / case file
    #[arg(required_unless_present = "list")]
    pub(crate) case: Option<PathBuf>,
    /// 列出可用的信函 / list the letters
    #[arg(long)]
    pub(crate) list: bool,
    /// 信函编号 / which letter
    #[arg(long, value_name = "ID", required_unless_present_any = ["list", "envelope"])]
    pub(crate) template: Option<String>,
    /// zh-CN 或 en / language of the letter
    #[arg(long, default_value = "zh-CN", value_parser = lang)]
    pub(crate) lang: Lang,
    /// 输出的文件，.txt 为纯文本，.docx 为 Word，其余为 PDF / file to write: plain text if
    /// .txt, Word if .docx, else PDF
    #[arg(long, value_name = "FILE", required_unless_present = "list")]
    pub(crate) out: Option<PathBuf>,
    /// 供填入网上表单的纯文本，不超过这么多字 / plain text for a form that takes so many
    /// characters
    #[arg(long, value_name = "N", requires = "out")]
    pub(crate) form_limit: Option<u32>,
    /// 债务账目中的第几个还款方案 / which of the plans kept with the debt, from one
    #[arg(long, value_name = "N")]
    pub(crate) plan: Option<usize>,
    /// 自己的话 / a paragraph in the writer's own words
    #[arg(long, value_name = "TEXT")]
    pub(crate) own_words: Option<String>,
    /// 印出完整身份证号，只用于写给法院的信 / print the identity number in full; for
    /// letters to a court only
    #[arg(long)]
    pub(crate) full_id: bool,
    /// 不写信，写信封：c5、dl 或 dl-window / no letter but its envelope: c5, dl or dl-window
    #[arg(long, value_enum, value_name = "SIZE", requires_all = ["recipient", "address"],
          conflicts_with_all = ["template", "form_limit"])]
    pub(crate) envelope: Option<EnvelopeOf>,
    /// 收件人 / who gets it
    #[arg(long, value_name = "NAME", requires = "envelope")]
    pub(crate) recipient: Option<String>,
    /// 收件地址 / where
    #[arg(long, value_name = "ADDRESS", requires = "envelope")]
    pub(crate) address: Option<String>,
    /// 收件人邮编 / its postcode
    #[arg(long, value_name = "CODE", requires = "envelope")]
    pub(crate) postcode: Option<String>,
    /// 附上差额表 / attach the gap sheet of the debt
    #[arg(long)]
    pub(crate) gap_sheet: bool,
    /// 债务编号（默认第一笔有发现的）/ which debt (default: the first with a flag)
    #[arg(long, value_name = "DEBT")]
    pub(crate) debt: Option<String>,
    /// 信函日期（默认为最后一次联系的次日）/ date of the letter (default: the day
    /// after the last contact)
    #[arg(long, value_name = "DAY")]
    pub(crate) day: Option<Day>,
    /// 请求事项，可多次 / a request to make, repeatable
    #[arg(long = "request", value_name = "CODE")]
    pub(crate) requests: Vec<String>,
    /// 由本人填写的内容，可多次 / what only the writer knows, repeatable (see --list)
    #[arg(long = "fill", value_name = "NAME=TEXT", value_parser = name_and_text)]
    pub(crate) filled: Vec<(String, String)>,
    /// 编号 / reference number
    #[arg(long, default_value = "—")]
    pub(crate) reference: String,
    /// 字体目录 / folder of the letter fonts
    #[arg(long, value_name = "DIR", env = "MINGZHANG_FONTS")]
    pub(crate) fonts: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum EnvelopeOf {
    /// 229 × 162 毫米 / 229 × 162 mm
    C5,
    /// 220 × 110 毫米 / 220 × 110 mm
    Dl,
    /// 220 × 110 毫米，开窗 / 220 × 110 mm with a window
    DlWindow,
}

#[derive(ClapArgs)]
pub(crate) struct Schema {
    /// 哪种文件 / which file
    #[arg(value_enum)]
    pub(crate) what: SchemaOf,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum SchemaOf {
    /// 案件文件 / the case file
    Case,
    /// 证明材料包的清单 / the manifest of a proof pack
    Proof,
    /// 核对证明材料包的结果 / what checking a proof pack answers
    ProofReport,
}

#[derive(ClapArgs)]
pub(crate) struct Verify {
    /// 证明材料包：文件夹或 zip / the pack, a folder or a zip archive
    pub(crate) pack: PathBuf,
    /// 从别处得到的记录校验码，16 到 64 位 / a check code of the journal you have from
    /// elsewhere, 16 to 64 digits
    #[arg(long, value_name = "HASH", value_parser = head)]
    pub(crate) head: Option<proof::Head>,
    /// zh-CN 或 en / language of the text
    #[arg(long, default_value = "zh-CN", value_parser = lang)]
    pub(crate) lang: Lang,
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
}

fn head(text: &str) -> Result<proof::Head, String> {
    proof::Head::parse(text).ok_or_else(|| {
        "应为 16 到 64 位 0–9、a–f / expected 16 to 64 hexadecimal digits".to_owned()
    })
}

fn name_and_text(given: &str) -> Result<(String, String), String> {
    let (name, text) = given
        .split_once('=')
        .ok_or("应为 名称=内容 / expected NAME=TEXT")?;
    Ok((name.to_owned(), text.to_owned()))
}

fn lang(text: &str) -> Result<Lang, String> {
    Lang::from_tag(text).ok_or_else(|| "zh-CN | en".to_owned())
}
