//! The lists that a BMML file consists of, and how their entries refer to each other.

/// A list of entries that are notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Segments,
    Propositions,
    Channels,
    Relationships,
    Revenues,
    Resources,
    Activities,
    Partnerships,
    Costs,
}

/// A list inside an entry: parts of the customer profile and of the value map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    Jobs,
    Pains,
    Gains,
    Products,
    Relievers,
    Creators,
}

/// The field in which an entry names others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Word {
    From,
    For,
}

/// That entries of one list name those of another.
pub(super) struct Tie {
    /// Whose entries name others.
    pub(super) holder: Section,
    /// In which field.
    pub(super) word: Word,
    /// Whose entries are named.
    pub(super) held: Section,
}

const fn tie(holder: Section, word: Word, held: Section) -> Tie {
    Tie { holder, word, held }
}

/// Who may name whom. That propositions are for segments is what fits say.
pub(super) const TIES: [Tie; 11] = [
    tie(Section::Channels, Word::For, Section::Propositions),
    tie(Section::Channels, Word::For, Section::Segments),
    tie(Section::Relationships, Word::For, Section::Segments),
    tie(Section::Revenues, Word::From, Section::Segments),
    tie(Section::Revenues, Word::For, Section::Propositions),
    tie(Section::Resources, Word::For, Section::Propositions),
    tie(Section::Activities, Word::For, Section::Propositions),
    tie(Section::Partnerships, Word::For, Section::Resources),
    tie(Section::Partnerships, Word::For, Section::Activities),
    tie(Section::Costs, Word::For, Section::Resources),
    tie(Section::Costs, Word::For, Section::Activities),
];

impl Section {
    /// All of them in the order of the format's examples.
    pub(super) const ALL: [Self; 9] = [
        Self::Segments,
        Self::Propositions,
        Self::Channels,
        Self::Relationships,
        Self::Revenues,
        Self::Resources,
        Self::Activities,
        Self::Partnerships,
        Self::Costs,
    ];

    /// The list's name in the file.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Segments => "customer_segments",
            Self::Propositions => "value_propositions",
            Self::Channels => "channels",
            Self::Relationships => "customer_relationships",
            Self::Revenues => "revenue_streams",
            Self::Resources => "key_resources",
            Self::Activities => "key_activities",
            Self::Partnerships => "key_partnerships",
            Self::Costs => "costs",
        }
    }

    /// The block's id on a business model canvas.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Partnerships => "key_partners",
            Self::Costs => "cost_structure",
            Self::Segments
            | Self::Propositions
            | Self::Channels
            | Self::Relationships
            | Self::Revenues
            | Self::Resources
            | Self::Activities => self.key(),
        }
    }

    /// What its ids begin with.
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            Self::Segments => "cs",
            Self::Propositions => "vp",
            Self::Channels => "ch",
            Self::Relationships => "cr",
            Self::Revenues => "rs",
            Self::Resources => "kr",
            Self::Activities => "ka",
            Self::Partnerships => "kp",
            Self::Costs => "cost",
        }
    }

    /// What the block is called on the poster.
    pub(super) const fn heading(self) -> &'static str {
        match self {
            Self::Segments => "Customer Segments",
            Self::Propositions => "Value Propositions",
            Self::Channels => "Channels",
            Self::Relationships => "Customer Relationships",
            Self::Revenues => "Revenue Streams",
            Self::Resources => "Key Resources",
            Self::Activities => "Key Activities",
            Self::Partnerships => "Key Partners",
            Self::Costs => "Cost Structure",
        }
    }

    /// Blocks of kinds that are near the business model canvas and call this one otherwise.
    pub(super) const fn others(self) -> &'static [&'static str] {
        match self {
            Self::Segments => &["beneficiaries"],
            Self::Propositions => &["unique_value_proposition"],
            Self::Channels => &["deployment"],
            Self::Relationships => &["buy_in_support"],
            Self::Revenues => &["value_streams", "mission_achievement"],
            Self::Costs => &["mission_budget"],
            Self::Resources | Self::Activities | Self::Partnerships => &[],
        }
    }

    /// Whether its entries have a description beside their name.
    pub(super) const fn describes(self) -> bool {
        match self {
            Self::Segments | Self::Propositions => true,
            Self::Channels
            | Self::Relationships
            | Self::Revenues
            | Self::Resources
            | Self::Activities
            | Self::Partnerships
            | Self::Costs => false,
        }
    }

    /// The lists inside its entries.
    pub(super) fn details(self) -> impl Iterator<Item = Detail> {
        Detail::ALL
            .into_iter()
            .filter(move |detail| detail.owner() == self)
    }
}

impl Detail {
    /// All of them in the order of the format's examples.
    pub(super) const ALL: [Self; 6] = [
        Self::Jobs,
        Self::Pains,
        Self::Gains,
        Self::Products,
        Self::Relievers,
        Self::Creators,
    ];

    const fn owner(self) -> Section {
        match self {
            Self::Jobs | Self::Pains | Self::Gains => Section::Segments,
            Self::Products | Self::Relievers | Self::Creators => Section::Propositions,
        }
    }

    /// The list's name in the file.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Jobs => "jobs",
            Self::Pains => "pains",
            Self::Gains => "gains",
            Self::Products => "products_services",
            Self::Relievers => "pain_relievers",
            Self::Creators => "gain_creators",
        }
    }

    /// What its ids begin with.
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            Self::Jobs => "job",
            Self::Pains => "pain",
            Self::Gains => "gain",
            Self::Products => "ps",
            Self::Relievers => "pr",
            Self::Creators => "gc",
        }
    }

    /// The field that holds its entries' text.
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Jobs | Self::Pains | Self::Gains => "description",
            Self::Products | Self::Relievers | Self::Creators => "name",
        }
    }
}

impl Word {
    /// The field's name in the file.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::For => "for",
        }
    }
}
