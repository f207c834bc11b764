//! Remarks on criteria and their weights.

use super::{Said, View};
use crate::study::lint::{
    Dependence, Dependent, Duplicates, Influence, Influences, NEARLY_ONE, Unanchored, Zeros,
};

impl View<'_> {
    pub(super) fn constant(&self, leaves: &[usize]) -> Said {
        let (ids, share) = (self.leaves(leaves), self.share(leaves));
        let (en, nl) = if self.problem.groups.len() > 1 {
            (", in every group", ", in elke groep")
        } else {
            ("", "")
        };
        self.said(
            [
                format!("Constant criteria, with {share} of the weight: {ids}. All competing alternatives are equal there{en}."),
                format!(
                    "Constante criteria, met {share} van het gewicht: {ids}. Alle te rangschikken alternatieven zijn daar gelijk{nl}."
                ),
            ],
            [
                "this weight decides nothing, though a reader may think that it does.",
                "dit gewicht beslist niets, ook al kan een lezer denken van wel.",
            ],
            [
                "see whether the figures are right and fine enough; else leave the criterion out, or say why it stays.",
                "ga na of de cijfers juist en fijn genoeg zijn; laat anders het criterium weg, of zeg waarom het blijft.",
            ],
        )
    }

    pub(super) fn duplicates(&self, sets: &[Duplicates]) -> Said {
        let words = self.words;
        let one = |set: &Duplicates| {
            format!("{} ({})", self.leaves(&set.leaves), words.two(set.correlation))
        };
        let (sets, least) = (self.some(sets.iter().map(one), "; "), words.two(NEARLY_ONE));
        self.said(
            [
                format!("Criteria that say nearly the same (values and ranks correlate {least} or more): {sets}."),
                format!("Criteria die bijna hetzelfde zeggen (waarden en rangen hebben een correlatie van {least} of meer): {sets}."),
            ],
            [
                "what they all measure counts more than once, with the sum of their weights.",
                "wat ze alle meten, telt meer dan eens, met de som van hun gewichten.",
            ],
            [
                "keep one, or put them under one node with the weight of one; if they must stay, say what each adds.",
                "behoud er één, of zet ze in één groep criteria met het gewicht van één; moeten ze blijven, zeg dan wat elk toevoegt.",
            ],
        )
    }

    pub(super) fn idle(&self, leaves: &[usize], method: &str) -> Said {
        let ids = self.leaves(leaves);
        self.said(
            [
                format!("Criteria whose weight decides nobody's place here (`{method}`): {ids}. As it goes from 0 to 1, the others in proportion, no two competing alternatives change order, whatever the inputs turn out to be within their ranges."),
                format!("Criteria waarvan het gewicht hier niemands plaats bepaalt (`{method}`): {ids}. Gaat het van 0 naar 1, de andere naar verhouding, dan wisselen geen twee gerangschikte alternatieven van plaats, hoe de gegevens binnen hun bereik ook uitvallen."),
            ],
            [
                "a debate on that weight is about distances, not about ranks.",
                "een debat over dat gewicht gaat over afstanden, niet over rangen.",
            ],
            [
                "hold it on the other weights; before you leave such a criterion out, think of alternatives that may still come.",
                "voer het debat over de andere gewichten; denk aan alternatieven die nog kunnen komen, voordat u zo'n criterium weglaat.",
            ],
        )
    }

    pub(super) fn zeros(&self, zeros: &Zeros) -> Said {
        let who =
            self.some(zeros.members.iter().map(|member| self.problem.full_name(*member)), ", ");
        let (en, nl) = match zeros.leaves.is_empty() {
            true => (String::new(), String::new()),
            false => {
                let ids = self.leaves(&zeros.leaves);
                (
                    format!(", for figures that count as 0 on {ids}"),
                    format!(", door cijfers die als 0 tellen op {ids}"),
                )
            }
        };
        self.said(
            [
                format!("Alternatives that tie at 0 in `weighted-product`{en}: {who}."),
                format!("Alternatieven die in `weighted-product` op 0 gelijkstaan{nl}: {who}."),
            ],
            [
                "one 0 makes a whole product 0, so all their other figures count for nothing and nobody can tell them apart.",
                "één 0 maakt een heel product 0, dus tellen al hun andere cijfers niet mee en zijn ze niet te onderscheiden.",
            ],
            [
                "if a 0 rules an alternative out, make that a requirement; if it does not, take a method that adds (`--method weighted-sum`).",
                "sluit een 0 een alternatief uit, maak er dan een eis van; doet ze dat niet, neem dan een methode die optelt (`--method weighted-sum`).",
            ],
        )
    }

    pub(super) fn dominance(&self) -> Said {
        self.said(
            [
                "No weight decides anybody's place: of every two alternatives that compete with each other, one is at least as good on every criterion, whatever the inputs turn out to be within their ranges.".into(),
                "Geen enkel gewicht bepaalt iemands plaats: van elke twee alternatieven in dezelfde rangschikking is er één op elk criterium minstens even goed, hoe de gegevens binnen hun bereik ook uitvallen.".into(),
            ],
            [
                "the order rests on the figures alone, not on priorities.",
                "de volgorde steunt alleen op de cijfers, niet op prioriteiten.",
            ],
            [
                "check the figures, and ask whether a criterion is missing on which the first would be weaker.",
                "controleer de cijfers, en vraag of er een criterium ontbreekt waarop de eerste zwakker zou staan.",
            ],
        )
    }

    pub(super) fn dependent(&self, methods: &[Dependent]) -> Said {
        let one = |dependent: &Dependent| {
            let method = dependent.method;
            match &dependent.on {
                Dependence::ObservedRange(leaves) => {
                    let ids = self.leaves(leaves);
                    self.words.pick(
                        format!("`{method}` runs from the worst to the best figure present on {ids}, for want of a scale"),
                        format!("`{method}` loopt van het slechtste tot het beste aanwezige cijfer op {ids}, bij gebrek aan een schaal"),
                    )
                }
                Dependence::Normalization(name) => self.words.pick(
                    format!("`{method}` normalizes by `{name}`, a formula of the figures present"),
                    format!(
                        "`{method}` normaliseert met `{name}`, een formule van de aanwezige cijfers"
                    ),
                ),
                Dependence::Ideals => self.words.pick(
                    format!("`{method}` measures from the best and the worst figures present"),
                    format!("`{method}` meet vanaf de beste en de slechtste aanwezige cijfers"),
                ),
                Dependence::Rivals => self.words.pick(
                    format!("`{method}` compares each alternative with all others present"),
                    format!("`{method}` vergelijkt elk alternatief met alle andere aanwezige"),
                ),
            }
        };
        let methods = self.some(methods.iter().map(one), "; ");
        self.said(
            [
                format!("Values that depend on the set of alternatives: {methods}."),
                format!("Waarden die afhangen van welke alternatieven er zijn: {methods}."),
            ],
            [
                "who adds or drops an alternative moves the values of the others, and what a weight stands for; that can turn their order.",
                "wie een alternatief toevoegt of weglaat, verschuift de waarden van de andere en verandert waar een gewicht voor staat; dat kan hun volgorde omkeren.",
            ],
            [
                "give the criteria a `scale` that holds whoever is there, and use `weighted-sum` without a normalization; or see with `sensitivity reversal` what the order owes to the set.",
                "geef de criteria een `scale` die geldt welke alternatieven er ook zijn, en gebruik `weighted-sum` zonder normalisatie; of ga met `sensitivity reversal` na hoe de volgorde afhangt van welke alternatieven er zijn.",
            ],
        )
    }

    pub(super) fn influence(&self, influences: &Influences) -> Said {
        let words = self.words;
        let one = |of: &Influence| {
            let (id, weight, influence) =
                (self.leaf(of.leaf), words.percent(of.weight), words.percent(of.influence));
            words.pick(
                format!("{id} weighs {weight}, moves {influence}"),
                format!("{id} weegt {weight}, invloed {influence}"),
            )
        };
        let (of, method, n) = (
            self.some(influences.of.iter().map(one), "; "),
            influences.method,
            influences.alternatives,
        );
        self.said(
            [
                format!("Weights far from effective influence (squared correlation with the score of `{method}`, scaled to a sum of 1, over {n} alternatives of which all is known): {of}."),
                format!("Gewichten ver van de werkelijke invloed (gekwadrateerde correlatie met de score van `{method}`, herschaald tot een som van 1, over {n} alternatieven waarvan alles bekend is): {of}."),
            ],
            [
                "readers take a weight for importance, but the spread of the figures and which criteria go together decide as well (Paruolo, Saisana & Saltelli 2013).",
                "lezers zien een gewicht als een maat van belang, maar de spreiding van de cijfers en de samenhang tussen criteria beslissen mee (Paruolo, Saisana & Saltelli 2013).",
            ],
            [
                "see whether the scale is much wider or narrower than the figures, and which criteria go together, and say so beside the weights. A weight stays the worth of a step: do not tune it to influence.",
                "ga na of de schaal veel breder of smaller is dan de cijfers en welke criteria samenhangen, en vermeld dat bij de gewichten. Een gewicht blijft de waarde van een stap: stem het niet af op invloed.",
            ],
        )
    }

    pub(super) fn unanchored(&self, Unanchored { undescribed, unranged }: &Unanchored) -> Said {
        let words = self.words;
        let share = self.share(&undescribed.iter().chain(unranged).copied().collect::<Vec<_>>());
        let mut parts = Vec::new();
        if !undescribed.is_empty() {
            let ids = self.leaves(undescribed);
            parts.push(words.pick(
                format!("too few anchors for {ids}"),
                format!("te weinig ankers voor {ids}"),
            ));
        }
        if !unranged.is_empty() {
            let ids = self.leaves(unranged);
            parts
                .push(words.pick(format!("no scale for {ids}"), format!("geen schaal voor {ids}")));
        }
        let parts = parts.join("; ");
        self.said(
            [
                format!("Weights of steps that nobody described ({share} of the weight): {parts}."),
                format!("Gewichten van stappen die niemand beschreven heeft ({share} van het gewicht): {parts}."),
            ],
            [
                "a weight says what the step over the whole scale is worth; nobody can weigh, or dispute, a step that is not described.",
                "een gewicht zegt wat de stap over de hele schaal waard is; een stap die niet beschreven is, kan niemand wegen of betwisten.",
            ],
            [
                "give a `scale` and two `anchors` at least, in consequences (a number with a `unit` describes itself), then ask for the weights again.",
                "geef een `scale` en minstens twee `anchors` die zeggen wat een stap in de praktijk betekent (een getal met een `unit` beschrijft zichzelf), en vraag dan opnieuw naar de gewichten.",
            ],
        )
    }
}
