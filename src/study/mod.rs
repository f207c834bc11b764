//! Questions about a case: what is best under these weights, and why. A study asks methods and
//! answers in tables.

pub(crate) mod acceptability;
pub(crate) mod actors;
pub(crate) mod agreement;
pub(crate) mod drivers;
pub(crate) mod information;
pub mod lint;
pub(crate) mod pathway;
pub(crate) mod portfolio;
pub(crate) mod question;
pub(crate) mod reversal;
pub(crate) mod robust;
pub(crate) mod scenarios;
pub(crate) mod stability;
pub(crate) mod sweep;
mod tables;
pub(crate) mod targets;
pub(crate) mod utastar;
pub(crate) mod verify;
pub(crate) mod weights;

use crate::error::Phrase;

/// The studies of sensitivity, by name, and the question each answers.
pub const STUDIES: &[(&str, Phrase)] = &[
    (
        "sweep",
        Phrase(
            "Where does the order switch as one weight goes from 0 to 1, the others in proportion?",
            "Waar slaat de volgorde om als één gewicht van 0 naar 1 gaat, en de andere in verhouding mee?",
        ),
    ),
    (
        "acceptability",
        Phrase(
            "For which share of all weights, and over inputs that are not sure, is each alternative first, second ...?",
            "Voor welk aandeel van alle gewichten, en over gegevens die niet zeker zijn, is elk alternatief eerste, tweede ...?",
        ),
    ),
    (
        "stability",
        Phrase(
            "How much must change - one weight, all weights, judgements, passages of the source - before the answer does?",
            "Hoeveel moet er veranderen - één gewicht, alle gewichten, oordelen, passages van de bron - voordat het antwoord verandert?",
        ),
    ),
    (
        "methods",
        Phrase(
            "Do methods of other families give the same order, and where do they part?",
            "Geven methodes van andere families dezelfde volgorde, en waar gaan ze uit elkaar?",
        ),
    ),
    (
        "scenarios",
        Phrase(
            "Who is first under each of several named sets of weights, and which weights decide that?",
            "Wie is eerste bij elk van enkele stellen gewichten met een naam, en welke gewichten beslissen dat?",
        ),
    ),
    (
        "reversal",
        Phrase(
            "Does the order of two alternatives hang on which others are there?",
            "Hangt de volgorde van twee alternatieven af van welke andere er zijn?",
        ),
    ),
    (
        "drivers",
        Phrase(
            "Which weights, inputs or choices does the doubt about scores, ranks and first places come from?",
            "Van welke gewichten, gegevens of keuzes komt de twijfel over scores, rangen en eerste plaatsen?",
        ),
    ),
    (
        "robust",
        Phrase(
            "What holds for every admissible weight, whatever the inputs turn out to be?",
            "Wat geldt voor alle toegelaten gewichten, hoe de gegevens ook uitvallen?",
        ),
    ),
    (
        "targets",
        Phrase(
            "What is the smallest change of levels after which a node with rules has another level?",
            "Wat is de kleinste wijziging van niveaus waarna een groep criteria met regels een ander niveau heeft?",
        ),
    ),
];

pub use crate::draw::counts::Estimated;
pub use crate::draw::limits::DRAWS;
pub use crate::draw::plan::{SamplingMethod, WeightsModel};
pub use crate::draw::run::Sampling;
pub use crate::draw::share::ShareBounds;
pub use crate::evaluate::assignment::Assigned;
pub use crate::evaluate::evaluation::{
    Comparison, Evaluation, GroupResult, Standing, Verdict, evaluate,
};
pub use crate::evaluate::evaluations::{
    Evaluations, Ranked, Skipped, evaluate_each, families, ranked, said_of_left_out,
};
pub use crate::evaluate::explain::{AgainstLimit, Explanation, LimitFigure, Line, explain};
pub use crate::evaluate::lead::Lead;
pub use crate::evaluate::path::{Path, Scope};
pub use crate::evaluate::ranked_group::RankedGroup;
pub use crate::evaluate::size::room_for_pairs;
pub use crate::evaluate::swings::{End, Swing, swings};
pub use crate::evaluate::tables::MOST_ORDER_ROWS;
pub use crate::evaluate::trade_off::{TradeOff, TradeOffs, trade_offs, trade_offs_at};
pub use crate::problem::ranking::average_ranks;
pub use crate::proof::certificate::{CertificatePiece, Proof, WeightRows};
pub use crate::proof::challenger::Conditions;
pub use crate::proof::contradiction::Values;
pub use crate::proof::least::Minimum;
pub use crate::proof::ranks::ExtremeRank;
pub use crate::study::actors::coalition::{MOST_COALITIONS, PanelCoalitions, coalitions};
pub use crate::study::actors::compromise::{
    Compromise, CompromiseRule, CompromiseStanding, Compromises, ShareWithError, compromises,
};
pub use crate::study::actors::group_ranking::{
    GroupRanking, GroupRankings, GroupRule, GroupStanding, group_rankings,
};
pub use crate::study::actors::influence::interval::InfluenceInterval;
pub use crate::study::actors::influence::{
    InfluenceOfActor, InfluenceRule, Influences, influences,
};
pub use crate::study::drivers::request::{By, DriversRequest, WeightsChoice};
pub use crate::study::information::kept::INFORMATION_DRAWS_RANGE;
pub use crate::study::reversal::answer::{Cycle, ReversalTest, Reversed};
pub use crate::study::stability::norm::Norm;
pub use crate::study::sweep::switch::Switch;
pub use crate::study::verify::answer::{
    ClaimAnswer, Outcome, ProofNeeds, SampledVerdict, Verified, VerifyRequest, Witness,
};
pub use acceptability::{
    Acceptability, AcceptabilityRequest, Exact, ExactRequest, FirstPart, FirstPlaces,
    FirstPlacesGroup, Free, GroupShares, Keep, LARGE_GROUP, MOST_PAIRS, acceptability, entropy,
    exact, first_places,
};
pub use actors::{
    ACTOR_DRAWS, ActorConcession, ActorGroup, ActorImpacts, ActorPair, ActorRanking, ActorRelation,
    ActorShares, ActorStanding, ActorStandings, ActorStatement, Actors, ActorsRequest,
    AlternativeAcceptance, Apart, Camps, CampsBy, CellEffect, CommonConcession, CommonGround,
    CommonImprovement, CommonOrder, CommonStanding, ConcessionGroup, Concessions, Concordance,
    CriterionEffect, Demand, Ground, GroundPart, Impact, ImpactPart, Improvement, MOST_POINTS,
    NoGround, NoImpacts, PairAgreement, PanelAcceptance, PanelAgreement, PanelEvaluation,
    PanelGroup, PanelShares, PanelStandings, PanelVerdict, Raise, RankApart, Relaxation,
    SharedGround, SharedWeights, StatementConflict, WeightApart, WeightChange, actor_pairs,
    actor_pairs_table, actors, apart, apart_table, camps, camps_table, common_ground, concessions,
    concordance, concordance_table, impacts, impacts_table, least_largest, least_total,
    shared_weights, smallest_conflict,
};
pub use agreement::{
    Agreed, Agreement, Coefficients, agreement, kendall, opposed, spearman, weighted_spearman, ws,
};
pub use drivers::{
    BLOCKS, Drivers, Factor, GroupDrivers, Indices, LEAST_BLOCKS, ModelOutput, OutputIndices,
    POINTS, What, check_points, drivers, linear_effects, simplex_effects, sobol,
};
pub use information::{
    FirstPlace, GroupFact, INFORMATION_DRAWS, Information, InformationRequest, InputValue, Stretch,
    draws_kept, information,
};
pub use pathway::{
    BEST_PATHS, BestPaths, ChoicePaths, ChoiceShares, CriterionSwitches, FirstMove, FoundPath,
    GivenPaths, IfReady, MOST_BEST_PATHS, MOST_PROVED_PATHS, NoPathShares, PATHWAY_DRAWS,
    PathGraph, PathLine, PathMove, PathShares, PathStretch, PathWorth, Pathway, PathwayEvaluation,
    PathwayLimitUse, PathwayRequest, PeriodWeights, PlaceState, RATES, RateRange, ScoredPath,
    SharedBy, SharedPaths, Sign, Waiting, given_paths, pathway,
};
pub use portfolio::{
    BestPortfolio, BoundRelaxation, ChosenPortfolio, CoreClass, CorePortfolio, CorePortfolios,
    InForce, LimitChange, LimitConflict, LimitShadow, LimitSide, LimitUse, LooserBound,
    MOST_PORTFOLIOS, NextPortfolio, NoCore, NoShares, NoValue, NominalValues, NotChosen,
    OptimalShares, Options as PortfolioOptions, PORTFOLIO_DRAWS, PORTFOLIO_NODES, Portfolio,
    PortfolioRequest, ROBUST_PORTFOLIO_DRAWS, RobustPortfolio, RobustPortfolioRequest, RowSource,
    WhyNot, WhyReason, portfolio, robust_portfolio,
};
pub use question::{
    AlternativeSettled, CanBeFirst, Contradiction, Doubt, GroupSettled, Interview,
    InterviewRequest, MOST_ASKED_ABOUT, Mend, ShareLeft, Weighed,
};
pub use reversal::{MOST_TESTED, Reversal, ScoreOrder, Tested, WORSE, reversal};
pub use robust::{
    ClassGroup, PairRelation, Robust, RobustClasses, RobustGroup, RobustRequest, Robustness,
    robust, robust_classes,
};
pub use scenarios::{
    ScenarioGroup, ScenarioScore, ScenarioStanding, Scenarios, Telling, scenarios,
};
pub use stability::{
    Change, ChangeOf, Fewest, FewestOf, Goal, LeftOut, MOST_CHALLENGERS, Move, MovedInput,
    PassagesLeftOut, Reach, Stability, StabilityInterval, StabilityRequest, Why, stability,
};
pub use sweep::{
    Band, Certainty, Extremes, MOST_SEARCHED, MOST_SUMS, NearestWeight, SingleWeight, Sweep,
    SweepRequest, Target, Track, bands, single_weights, sweep,
};
pub use tables::Tables;
pub use targets::{
    AlternativeTargets, LevelTarget, MOST_LISTED, MOST_TRIED, PlusMinus, Smallest, Targets,
    TargetsRequest, targets,
};
pub use utastar::{MOST_PIECES, PIECES, Utastar, UtastarRequest, utastar};
pub use verify::{ClaimNote, VERIFY_DRAWS, Verification, verify};
pub use weights::{Origin, WeightOrigins};
