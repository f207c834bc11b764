//! `afweging ask`

use super::args::AskArgs;
use super::failure::Failure;
use super::open::RequiredWeights;
use super::output::{Output, Results, print, width};
use super::study::{evaluated, prepare, show};
use afweging::Error;
use afweging::case::Case;
use afweging::case::answers::{self, PlacedAnswer, Typed};
use afweging::error::both;
use afweging::error::{Finding, Findings};
use afweging::problem::{Answer, Language};
use afweging::report::{self, Block, Words};
use afweging::study::{Contradiction, Interview, InterviewRequest, Mend, Weighed};
use afweging::write::write_whole;
use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Instant;

pub fn run(args: &AskArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    // Decided once: the answers come from a person or from a file.
    let has_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let asks = has_terminal && output.is_view();
    let words = Words(output.language());
    if !asks && output.is_view() && args.answers.is_none() {
        return Err(Failure::Usage(words.pick(
            "there is no terminal to ask in: name a file of answers (--answers FILE), or start this in a terminal; `--table questions` lists what can be asked".into(),
            "er is geen terminal om in te vragen: noem een bestand met antwoorden (--answers BESTAND), of start dit in een terminal; `--table questions` somt op wat gevraagd kan worden".into(),
        )));
    }
    let (case, method) =
        prepare(args.case.as_deref(), &args.analysis, &output, RequiredWeights::Exists)?;
    let evaluation = evaluated(&case, &method, &output)?;
    let request = InterviewRequest {
        kinds: args.kinds(),
        seed: args.analysis.seed,
        ..InterviewRequest::default()
    };
    let mut interview = Interview::new(&evaluation, request)?;
    let path = args
        .answers
        .clone()
        .unwrap_or_else(|| PathBuf::from(format!("{}.answers.toml", file_stem(&case.id))));
    // A new session begins with a new file; where nobody is asked, the file must be there.
    if args.answers.is_some() && !asks || asks && path.exists() {
        take_up(&case, &mut interview, &path)?;
    }
    if !asks {
        let tables = Results::of(&interview);
        let page = |words| report::ask(&case, &interview, words);
        show(&case, &output, page, |words| report::ask_notes(&interview, words), &tables)?;
        if output.is_view() {
            print(&into_the_case(&case, &interview, words))?;
        }
        return Ok(());
    }
    Dialogue { case: &case, interview, path, words }.hold()
}

/// The id of a case as the name of a file.
fn file_stem(id: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    id.chars().map(|c| if fits(c) { c } else { '-' }).collect()
}

/// Take the answers of a file.
fn take_up(case: &Case, interview: &mut Interview, path: &Path) -> Result<(), Failure> {
    let read = answers::read(path, &case.id, &case.problem)?;
    let all = read.iter().map(|it| it.answer.clone());
    match interview.take_all(all)? {
        Ok(()) => Ok(()),
        Err(found) => {
            let new = interview.answers().len();
            Err(Error::Findings(contradicting(case, &read, new, &found)).into())
        }
    }
}

/// Where the answers of a file stand that cannot hold together; those before `new` can.
fn contradicting(
    case: &Case,
    read: &[PlacedAnswer],
    new: usize,
    found: &Contradiction,
) -> Findings {
    let in_both =
        |text: &dyn Fn(Words) -> String| both(text(Words(Language::En)), text(Words(Language::Nl)));
    let mends = in_both(&|words| report::mends(&case.problem, new, found, words).join("; "));
    let says = |at: usize| in_both(&|words| report::said(&case.problem, &read[at].answer, words));
    let message = match found.with.len() {
        0 => both(
            format!("no weights that the case allows agree with this answer: {}", says(new)),
            format!(
                "geen gewichten die het dossier toelaat, stroken met dit antwoord: {:#}",
                says(new)
            ),
        ),
        _ => both(
            format!("this answer cannot hold together with those before it: {}", says(new)),
            format!("dit antwoord kan niet kloppen samen met de vorige: {:#}", says(new)),
        ),
    };
    let first = Finding::error(read[new].place.clone(), message).help(both(
        format!("any of these mends it: {mends}"),
        format!("een van deze wijzigingen lost het op: {mends:#}"),
    ));
    let others = found.with.iter().map(|at| {
        let message = both(
            format!("... in conflict with answer {}: {}", at + 1, says(*at)),
            format!("... in strijd met antwoord {:#}: {:#}", at + 1, says(*at)),
        );
        Finding::error(read[*at].place.clone(), message)
    });
    Findings(std::iter::once(first).chain(others).collect())
}

/// The lines that hold the same in a criteria file, and what to do with them.
fn into_the_case(case: &Case, interview: &Interview, words: Words) -> String {
    let lines = answers::criteria_lines(&case.problem, interview.answers());
    if lines.is_empty() {
        return String::new();
    }
    let intro = Block::Text(
        words
            .pick(
                "For all other commands the answers hold once these lines stand in the criteria file (of [weights] and its list there may be one only):",
                "Voor alle andere opdrachten gelden de antwoorden zodra deze regels in het criteriabestand staan (van [weights] en de lijst daarin kan er maar één zijn):",
            )
            .into(),
    );
    format!("\n{}\n{lines}", report::to_text(&[intro], width()))
}

/// Why a dialogue ends.
enum Ends {
    Left,
    Settled,
    NothingLeft,
}

struct Dialogue<'a> {
    case: &'a Case,
    interview: Interview<'a>,
    path: PathBuf,
    words: Words,
}

impl Dialogue<'_> {
    fn say(&self, blocks: &[Block]) -> Result<(), Failure> {
        print(&report::to_text(blocks, width()))
    }

    fn hold(mut self) -> Result<(), Failure> {
        let words = self.words;
        let mut intro = vec![Block::Title(self.case.title.get(words.0).to_owned())];
        let answers = self.interview.answers().len();
        let shown = self.path.display();
        intro.push(Block::Text(match answers {
            0 => words.pick(
                format!("Answers are kept in {shown}."),
                format!("Antwoorden worden bewaard in {shown}."),
            ),
            _ => {
                let count =
                    words.counted(answers, ["answer", "answers"], ["antwoord", "antwoorden"]);
                words.pick(
                    format!("Taken up again with {count} from {shown}."),
                    format!("Hervat met {count} uit {shown}."),
                )
            }
        }));
        intro.push(Block::Text(report::commands(words)));
        intro.extend(report::settled(self.case, &self.interview, words));
        intro.extend(report::settled_notes(&self.interview, words));
        self.say(&intro)?;
        let ends = self.ask_on()?;
        let blocks = match ends {
            Ends::Left => {
                let shown = self.path.display();
                vec![Block::Text(words.pick(
                    format!("To go on: the same command again; the answers are in {shown}."),
                    format!(
                        "Verdergaan: dezelfde opdracht opnieuw; de antwoorden staan in {shown}."
                    ),
                ))]
            }
            Ends::Settled => Vec::new(),
            Ends::NothingLeft => vec![Block::Text(report::nothing_left(words))],
        };
        self.say(&blocks)?;
        print(&into_the_case(self.case, &self.interview, words))
    }

    fn ask_on(&mut self) -> Result<Ends, Failure> {
        loop {
            if self.interview.is_settled() {
                return Ok(Ends::Settled);
            }
            let Some(next) = self.interview.next() else { return Ok(Ends::NothingLeft) };
            let number = self.words.count(self.interview.answers().len() + 1);
            let heading = self.words.pick(format!("Question {number}"), format!("Vraag {number}"));
            let mut blocks = vec![Block::Heading(heading)];
            blocks.extend(report::question(self.case, &next.question, self.words));
            blocks.push(Block::Text(report::how_to_answer(
                &self.case.problem,
                &next.question,
                self.words,
            )));
            self.say(&blocks)?;
            if self.answer(&next)? {
                return Ok(Ends::Left);
            }
        }
    }

    /// Read lines until one answers the question or takes the last answer back. Whether the person
    /// leaves.
    fn answer(&mut self, next: &Weighed) -> Result<bool, Failure> {
        loop {
            let Some(line) = self.line()? else { return Ok(true) };
            match line.as_str() {
                "" => {}
                "q" => return Ok(true),
                "?" => {
                    self.say(&report::help(&self.case.problem, &self.interview, next, self.words))?
                }
                "u" => {
                    if self.undo()? {
                        return Ok(false);
                    }
                }
                text => {
                    let problem = &self.case.problem;
                    match answers::reply(problem, &next.question, text, Typed::AtPrompt) {
                        Err(wrong) => {
                            let wrong = self.words.pick(wrong.as_str(), wrong.dutch());
                            self.say(&[Block::Text(wrong.to_owned())])?;
                        }
                        Ok(reply) => {
                            let date = Some(jiff::Zoned::now().date().to_string());
                            let question = next.question.clone();
                            return self.take(Answer { question, reply, date });
                        }
                    }
                }
            }
        }
    }

    /// A line that was typed; `None` at the end of the input.
    fn line(&self) -> Result<Option<String>, Failure> {
        print("> ")?;
        let mut line = String::new();
        let fail = |source| Error::Io { action: "read", path: "the terminal".into(), source };
        let read = std::io::stdin().lock().read_line(&mut line).map_err(fail)?;
        if read == 0 {
            print("\n")?;
            return Ok(None);
        }
        Ok(Some(line.trim().to_owned()))
    }

    fn undo(&mut self) -> Result<bool, Failure> {
        let words = self.words;
        let Some(answer) = self.interview.undo() else {
            let nothing = words
                .pick("There is no answer to undo.", "Er is geen antwoord om ongedaan te maken.");
            self.say(&[Block::Text(nothing.to_owned())])?;
            return Ok(false);
        };
        self.save()?;
        let said = report::said(&self.case.problem, &answer, words);
        let mut blocks = vec![Block::Text(
            words.pick(format!("Undone: {said}."), format!("Ongedaan gemaakt: {said}.")),
        )];
        blocks.extend(report::settled(self.case, &self.interview, words));
        self.say(&blocks)?;
        Ok(true)
    }

    /// Take an answer, or have the person choose what mends it. Whether they leave.
    fn take(&mut self, answer: Answer) -> Result<bool, Failure> {
        if let Err(found) = self.interview.take(answer)? {
            return self.mend(&found);
        }
        self.taken()?;
        Ok(false)
    }

    fn taken(&self) -> Result<(), Failure> {
        self.save()?;
        let mut blocks = Vec::new();
        if let Some(answer) = self.interview.answers().last() {
            blocks.push(Block::Text(report::said(&self.case.problem, answer, self.words) + "."));
        }
        blocks.extend(report::settled(self.case, &self.interview, self.words));
        self.say(&blocks)
    }

    fn mend(&mut self, found: &Contradiction) -> Result<bool, Failure> {
        let words = self.words;
        let before: Vec<Answer> = self.interview.answers().cloned().collect();
        self.say(&report::contradiction(&self.case.problem, &before, found, words))?;
        let choose = words.pick("The number of one of them:", "Het nummer van een ervan:");
        loop {
            self.say(&[Block::Text(choose.to_owned())])?;
            let Some(line) = self.line()? else { return Ok(true) };
            if line == "q" {
                return Ok(true);
            }
            let chosen =
                line.parse::<usize>().ok().and_then(|at| found.mends.get(at.checked_sub(1)?));
            let Some(mend) = chosen else { continue };
            let mut all: Vec<Answer> = before.iter().chain([&found.answer]).cloned().collect();
            match mend {
                Mend::LeaveOut(at) => drop(all.remove(*at)),
                Mend::Change { at, to, .. } => all[*at] = to.clone(),
            }
            if all == before {
                return Ok(false);
            }
            if self.interview.take_all(all)?.is_err() {
                // Each mend was seen to hold; should rounding have it otherwise, nothing changes.
                let _back = self.interview.take_all(before)?;
                return Ok(false);
            }
            self.taken()?;
            return Ok(false);
        }
    }

    fn save(&self) -> Result<(), Failure> {
        let text = answers::text(&self.case.id, &self.case.problem, self.interview.answers());
        Ok(write_whole(&self.path, text.as_bytes())?)
    }
}
