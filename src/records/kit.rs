//! Interview kits.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Asked, Finding, Interviews, Layout, Question, RecordKey, RecordKind, Scales, Scope, Stage, World, find_target, interviews::minutes, scorecard::Scorecard,
};
use crate::{
    diagnostic::Code,
    kind_record, record,
    yaml::{Bounded, Datum, FieldPath, Id, Inline, Markdown, Ref},
};

kind_record! {
    /// What an interviewer takes into the room for a stage: what to say, what to ask, and what to write down.
    pub struct Kit as "interview kit" {
        /// Its id, unique in the file.
        pub id: Id = "production-panel",
        /// What it is called.
        pub title: String = "Production panel",
        /// The stage of the process that it is for.
        pub stage: Ref<Stage> = "panel",
        /// Who interviews.
        pub interviewers: Option<Interviewers>,
        /// What happens when, in this order.
        pub agenda: Vec<AgendaItem>,
        /// What the interviewer says first.
        pub intro_script: Option<Markdown>,
        /// What the interviewer says last.
        pub close_script: Option<Markdown>,
        /// What the candidate is told before, and should bring.
        pub candidate_preparation: Option<Markdown>,
        /// What to do.
        pub dos: Vec<Inline>,
        /// What not to do.
        pub donts: Vec<Inline>,
        /// What is offered to candidates who need the interview to go another way.
        pub accommodations: Option<Markdown>,
        /// The questions, besides those of the agenda; where neither names any, all of the role's questions of the stage.
        pub questions: Vec<Ref<Question>>,
        /// What each interviewer writes down.
        pub scorecard: Option<Scorecard>,
    }
}

record! {
    /// Who interviews.
    pub struct Interviewers as "interviewers" {
        /// How many.
        pub count: Option<Bounded<1, 20>>,
        /// What they do in the house.
        pub roles: Vec<Inline>,
        /// What they must have learnt before.
        pub training: Option<Inline>,
    }
}

record! {
    /// A part of the interview.
    pub struct AgendaItem as "agenda item" {
        /// How long it takes.
        pub minutes: Bounded<1, 480>,
        /// What it is called.
        pub title: String = "Welcome",
        /// The questions that are asked in it.
        pub questions: Vec<Ref<Question>>,
        /// What the interviewer says.
        pub script: Option<Markdown>,
        /// A remark for the interviewer.
        pub notes: Option<Inline>,
    }
}

impl RecordKind for Kit {
    const NAME: &'static str = "kit";
    const TITLE: &'static str = "Interview kits";
    const FILE: &'static str = "kits.yaml";
    const LAYOUT: Layout = Layout::List("kits");
    const SCOPE: Scope = Scope::Inherited;
    const SECTION: &'static str = "kits";
    const DIRECTIVES: &'static [&'static str] = &["kits"];
    const HAS_PAGES: bool = true;

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }

    fn check(&self) -> Vec<Finding> {
        self.scorecard.iter().flat_map(Scorecard::check_weights).collect()
    }

    /// Gives every kit its questions, what its scorecard is scored on, as `scored_on`, and the place of its stage in the process, as `order`.
    fn resolve(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Datum> {
        let scales = Scales::of(world);
        let mut of_role: BTreeMap<Option<&Arc<str>>, Interviews<'_>> = BTreeMap::new();
        let mut resolved = BTreeMap::new();
        for (key, kit) in world.of_kind::<Kit>() {
            let role = key.role.as_ref();
            let interviews = of_role.entry(role).or_insert_with(|| Interviews::of(world, role));
            let found = kit.check_against(interviews, &scales, world, role);
            findings.extend(found.into_iter().map(|finding| (key.clone(), finding)));
            if let Some(record) = world.records.get(key) {
                resolved.insert(key.clone(), kit.shown(&record.datum, interviews, &scales));
            }
        }
        resolved
    }
}

impl Kit {
    /// The questions that it names, each with its place: those of the agenda first.
    pub fn named_questions(&self) -> impl Iterator<Item = (FieldPath, &Ref<Question>)> {
        let agenda = self.agenda.iter().enumerate().flat_map(|(item, part)| {
            let list = FieldPath::key("agenda").item(item).then("questions");
            part.questions.iter().enumerate().map(move |(index, question)| (list.clone().item(index), question))
        });
        let others = self.questions.iter().enumerate().map(|(index, question)| (FieldPath::key("questions").item(index), question));
        agenda.chain(others)
    }

    /// What templates get: as written, with all questions that are asked, and with the scale that is scored on.
    fn shown(&self, written: &Datum, interviews: &Interviews<'_>, scales: &Scales<'_>) -> Datum {
        let question = |id: &Id| Datum::Reference { kind: Question::NAME.into(), id: (&**id).into() };
        let asked = interviews.asked_in(self).into_iter().map(|asked| question(&asked.question.id));
        let points = self.scorecard.as_ref().and_then(|scorecard| scales.points(scorecard.scale.as_ref()));
        let place = interviews.stages.iter().position(|(_, stage)| stage.id == self.stage.id);
        let mut datum = written.clone();
        datum.set("order", place.and_then(|place| i64::try_from(place).ok()).map_or(Datum::Null, Datum::Integer));
        datum.set("questions", Datum::List(asked.collect()));
        datum.set("scored_on", points.map_or(Datum::Null, |points| points.datum()));
        datum
    }

    fn check_against(&self, interviews: &Interviews<'_>, scales: &Scales<'_>, world: &World<'_>, role: Option<&Arc<str>>) -> Vec<Finding> {
        let knows_questions = world.knows(Question::NAME, role) && world.knows(Stage::NAME, role);
        let mut findings = Vec::from_iter(self.long_agenda(interviews));
        findings.extend(self.long_parts(interviews));
        if knows_questions {
            findings.extend(self.unknown_questions(world, role));
        }
        if let Some(scorecard) = &self.scorecard {
            if knows_questions {
                findings.extend(scorecard.without_evidence(self, interviews));
            }
            findings.extend(scales.unknown(scorecard.scale.as_ref(), FieldPath::key("scorecard").then("scale")));
        }
        findings
    }

    /// A kit's questions must be there even where a playbook has none yet, for it asks nothing else.
    fn unknown_questions(&self, world: &World<'_>, role: Option<&Arc<str>>) -> Vec<Finding> {
        let has_any = world.records.keys().any(|key| *key.kind == *Question::NAME && (key.role.is_none() || key.role.as_ref() == role));
        let is_known = |id: &Id| find_target(Question::NAME, id, role, |key| world.records.contains_key(key)).is_some();
        let unknown = self.named_questions().filter(|(_, question)| !has_any && !is_known(&question.id));
        let finding = |(field, question): (FieldPath, &Ref<Question>)| {
            let message = format!("there is no question `{}`", question.id);
            Finding::new(Code::UnknownId, field, message).hint("write it in `questions.yaml`, beside this file or in `data`")
        };
        unknown.map(finding).collect()
    }

    fn long_agenda(&self, interviews: &Interviews<'_>) -> Option<Finding> {
        let has = *interviews.stage(&self.stage.id)?.minutes?;
        let takes: i64 = self.agenda.iter().map(|part| *part.minutes).sum();
        let message = format!("the agenda takes {takes} minutes, but the stage `{}` has {has}", self.stage.id);
        let hint = format!("take {} minutes out of it, or give the stage more time", takes - has);
        (takes > has).then(|| Finding::new(Code::AgendaOverrun, FieldPath::key("agenda"), message).hint(hint))
    }

    /// The parts of the agenda whose questions take longer than they do.
    fn long_parts(&self, interviews: &Interviews<'_>) -> Vec<Finding> {
        let finding = |(index, part): (usize, &AgendaItem)| {
            let asked: Vec<Asked<'_>> = part.questions.iter().filter_map(|named| interviews.question(&named.id)).collect();
            let takes = minutes(&asked);
            let message = format!("the questions of `{}` take {takes} minutes, but it has {}", part.title, part.minutes);
            let field = FieldPath::key("agenda").item(index).then("minutes");
            let hint = "give it more minutes, or take a question out";
            (takes > *part.minutes).then(|| Finding::new(Code::AgendaOverrun, field, message).hint(hint))
        };
        self.agenda.iter().enumerate().filter_map(finding).collect()
    }
}
