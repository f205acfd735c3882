//! Every code a finding can have. `explain.md` has a page for each, and a test that produces it.

use model::Code;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal;)+) => {
        $($(#[$doc])* pub const $name: Code = Code($number);)+
        /// Every code, in order.
        pub const ALL: &[Code] = &[$($name),+];
    };
}

codes! {
    // 1: files and YAML
    /// A file that is no YAML.
    NOT_YAML = 101;
    /// An anchor or alias.
    ANCHOR = 102;
    /// A tag.
    TAG = 103;
    /// A key that stands twice in a map.
    DUPLICATE_KEY = 104;
    /// A merge key.
    MERGE_KEY = 105;
    /// A second document.
    SECOND_DOCUMENT = 106;
    /// A file larger than the limit.
    FILE_TOO_LARGE = 107;
    /// A file whose place has no meaning.
    UNKNOWN_FILE = 108;
    /// Brackets over several lines.
    FLOW_LINES = 109;
    /// A file that is not named after the thing in it.
    NAMED_OTHERWISE = 110;
    /// No `state.yaml`.
    NO_STATE = 111;
    /// A folder of a service without `service.yaml`.
    NO_SERVICE = 112;
    /// Records of a register that can't be published with the folder.
    RECORDS_OF = 113;
    /// A column that is no field, or a field without a column.
    RECORDS_COLUMN = 114;
    /// A value that does not fit its column.
    RECORDS_VALUE = 115;
    // 2: keys and values
    /// A key that is not part of the format.
    UNKNOWN_KEY = 201;
    /// A key that must be there.
    MISSING_KEY = 202;
    /// A list where a map is meant, and the like.
    WRONG_KIND = 203;
    /// No date.
    NOT_A_DATE = 204;
    /// No number, or none that fits.
    NOT_A_NUMBER = 205;
    /// Neither `true` nor `false`.
    NOT_YES_OR_NO = 206;
    /// None of the words that may stand here.
    NOT_ONE_OF = 207;
    /// An id of the wrong form.
    BAD_NAME = 208;
    /// No `law/article`.
    NOT_A_CITATION = 209;
    /// A text without one of the languages.
    MISSING_TRANSLATION = 210;
    /// A language the state does not speak.
    UNKNOWN_LANGUAGE = 211;
    /// A form of identifiers that can't be read.
    BAD_FORM = 212;
    /// An example that does not have its form.
    EXAMPLE_UNLIKE_FORM = 213;
    /// A time zone that does not exist.
    UNKNOWN_TIME_ZONE = 214;
    /// Dates in the wrong order, or too many.
    BAD_DATES = 215;
    /// A page that is missing in a language.
    MISSING_PAGE = 216;
    /// Opening hours that can't be read.
    BAD_HOURS = 217;
    // 3: names
    /// An agency that does not exist.
    UNKNOWN_AGENCY = 301;
    /// A role that does not exist.
    UNKNOWN_ROLE = 302;
    /// A purpose that does not exist.
    UNKNOWN_PURPOSE = 303;
    /// A law that does not exist.
    UNKNOWN_LAW = 304;
    /// An article that does not exist.
    UNKNOWN_ARTICLE = 305;
    /// A register that does not exist.
    UNKNOWN_REGISTER = 306;
    /// A field that does not exist.
    UNKNOWN_FIELD = 307;
    /// A service that does not exist.
    UNKNOWN_SERVICE = 308;
    /// A state that does not exist.
    UNKNOWN_STATE = 309;
    /// A reason that does not exist.
    UNKNOWN_REASON = 310;
    /// A template that does not exist.
    UNKNOWN_DOCUMENT = 311;
    /// A type or identifier that does not exist.
    UNKNOWN_TYPE = 312;
    /// One name for two things.
    DEFINED_TWICE = 313;
    /// A name with a meaning of its own.
    RESERVED_NAME = 314;
    /// A case names what its service does not have.
    UNKNOWN_IN_CASE = 315;
    // 4: agencies, law, registers
    /// Agencies above each other in a circle.
    AGENCY_CYCLE = 401;
    /// Two values of a parameter on one day.
    OVERLAPPING_DATES = 402;
    /// Days on which a used parameter has no value.
    PARAMETER_GAP = 403;
    /// A parameter whose values can't be used together.
    BAD_PARAMETER = 404;
    /// A register about people that does not say whose data it holds.
    NO_SUBJECT = 405;
    /// A subject that is no person.
    BAD_SUBJECT = 406;
    /// Access without a purpose.
    ACCESS_WITHOUT_PURPOSE = 407;
    /// Access for nobody, or for two at once.
    ACCESS_TO_NOBODY = 408;
    /// The register of people or of appointments does not serve as such.
    BAD_PEOPLE = 409;
    /// Invented people that can't be made.
    BAD_SIMULATION = 410;
    /// A part of a programme under something that is no task.
    BAD_PARENT = 411;
    /// Evidence that not everyone can see.
    BAD_ADDRESS = 412;
    /// An account that does not exist.
    UNKNOWN_ACCOUNT = 413;
    /// An account of another kind than is needed.
    WRONG_ACCOUNT = 414;
    /// Open data about people.
    OPEN_PERSONAL = 415;
    /// Something to be paid that can't be shown to whoever owes it.
    BAD_OWED = 416;
    /// A field that nobody reads, shows or writes.
    UNREAD_FIELD = 417;
    // 5: services
    /// A machine that refuses.
    MACHINE_REFUSES = 501;
    /// A line of `decide` that is neither.
    BAD_BRANCH = 502;
    /// `decide` does not end with a state of work.
    NO_OTHERWISE = 503;
    /// A refusal without a person or without reasons.
    REFUSAL_WITHOUT_REASON = 504;
    /// A question asked twice.
    ASKED_TWICE = 505;
    /// A question that a register answers.
    REGISTER_KNOWS = 506;
    /// A state that no way leads to.
    UNREACHABLE_STATE = 507;
    /// A state that no way leads out of.
    DEAD_END = 508;
    /// A deadline that does not say what silence means.
    NO_ON_SILENCE = 509;
    /// Silence that grants without an article.
    SILENCE_WITHOUT_LAW = 510;
    /// Silence that leads where it may not.
    BAD_SILENCE = 511;
    /// A term of no kind, or of two.
    BAD_TERM = 512;
    /// A read of a register that does not let the service read.
    READ_NOT_GRANTED = 513;
    /// A read of a field that is not granted.
    FIELD_NOT_GRANTED = 514;
    /// A read by a field that is not searched.
    NOT_SEARCHABLE = 515;
    /// A service that hears no appeals.
    NOT_AN_APPEAL_SERVICE = 516;
    /// A second decision that can't be.
    BAD_AGAIN = 517;
    /// Reads and derived values that need each other.
    CYCLE = 518;
    /// A read or derived value that nothing uses.
    UNUSED = 519;
    /// A reason that nothing can give.
    UNUSED_REASON = 520;
    /// A case sent to work without a reason.
    NO_REASON = 521;
    /// An appeal to a superior body that does not exist.
    NO_SUPERIOR = 522;
    /// A write that the register does not allow.
    WRITE_NOT_GRANTED = 523;
    /// A required field that is not written.
    FIELD_NOT_WRITTEN = 524;
    /// A service that can refuse and names no appeal.
    NO_APPEAL = 525;
    /// A condition without words for those who fail it.
    CHECK_WITHOUT_WORDS = 526;
    /// Things of appeals in a service that hears none, or the other way round.
    BAD_APPEALS = 527;
    /// A term in office hours where no hours are known.
    NO_HOURS = 528;
    /// An outcome that decides nothing and yet gives something.
    NOT_MOOT = 529;
    /// A service that moves money in a state without a ledger.
    NO_LEDGER = 530;
    /// A fee that nobody can take, or taking and giving back where there is no fee.
    BAD_FEE = 531;
    /// A payment of what no amount says.
    BAD_PAY = 532;
    /// A term that is no whole number of what it counts.
    BAD_LENGTH = 533;
    /// A grant of nothing, or a fee below zero.
    BAD_AMOUNT = 534;
    /// A case handed on to where nobody can take it.
    BAD_FORWARD = 535;
    /// An age from which nobody applies.
    BAD_AGE = 536;
    /// A decision table that is not whole.
    BAD_TABLE = 537;
    /// Inputs that no row of a decision table takes.
    TABLE_GAP = 538;
    /// Inputs that two rows of a decision table take where one may.
    TABLE_OVERLAP = 539;
    /// A row of a decision table that is never the one taken.
    UNUSED_ROW = 540;
    /// Open cases of earlier versions that nobody can have.
    BAD_MIGRATION = 541;
    /// A service that asks more of people than the state wants to.
    BURDEN = 542;
    /// A question whose answer nothing needs.
    UNUSED_QUESTION = 543;
    /// A page or question that no answer can reach.
    NEVER_SHOWN = 544;
    // 6: formulas
    /// A formula that can't be read.
    BAD_FORMULA = 601;
    /// A name that does not exist.
    UNKNOWN_NAME = 602;
    /// A member that does not exist.
    UNKNOWN_MEMBER = 603;
    /// A function that does not exist, or takes other arguments.
    BAD_CALL = 604;
    /// An argument of the wrong type.
    WRONG_ARGUMENT = 605;
    /// Operands that do not go together.
    MIXED_TYPES = 606;
    /// A condition on what may be unknown.
    UNGUARDED = 607;
    /// A comparison for equality with what may be unknown.
    EQUALS_UNKNOWN = 608;
    /// A formula that gives another type than is needed.
    WRONG_RESULT = 609;
    /// A value that must be known and may not be.
    MAY_BE_UNKNOWN = 610;
    /// A text that is no code of a choice.
    NEVER_EQUAL = 611;
    /// A formula that asks the clock.
    CLOCK = 612;
    /// A text for an identifier that does not have its form.
    UNLIKE_FORM = 613;
    // 7: messages
    /// A Fluent message that can't be read.
    BAD_FLUENT = 701;
    /// A message that must be there.
    MISSING_MESSAGE = 702;
    /// A file of messages that must be there.
    MISSING_MESSAGES = 703;
    /// A message that nothing uses.
    UNUSED_MESSAGE = 704;
    /// A message that stands twice.
    DUPLICATE_MESSAGE = 705;
    /// A word of the interface that is missing.
    MISSING_WORD = 706;
    // 8: policies
    /// A policy that the policy language or the state's names do not allow.
    BAD_POLICY = 801;
    /// A policy that forbids what a service needs.
    FORBIDDEN = 802;
    /// A template that makes no document.
    BAD_DOCUMENT = 803;
    // 9: publishing a folder over one that runs
    /// A folder of another state.
    OTHER_STATE = 901;
    /// A service that is gone while cases of it are open.
    SERVICE_GONE = 902;
    /// Open cases of an earlier version that nobody says anything about.
    NO_MIGRATION = 903;
    /// A state of work that is gone while cases are in it.
    STATE_GONE = 904;
    /// A version that open cases keep and that does not fit the rest of the folder.
    VERSION_UNFIT = 905;
    /// Other rules under a version that open cases have.
    SAME_VERSION = 906;
}
