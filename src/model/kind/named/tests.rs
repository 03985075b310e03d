use crate::format::kind::built_in_kind;
use crate::model::id::BlockId;

#[test]
fn a_block_is_found_by_each_of_its_names() {
    let kind = built_in_kind("business-model").unwrap();
    for (name, wanted) in [
        ("value_propositions", "value_propositions"),
        ("VP", "value_propositions"),
        ("vp", "value_propositions"),
        ("2", "value_propositions"),
        ("Value Propositions", "value_propositions"),
        (" value propositions ", "value_propositions"),
        ("R$", "revenue_streams"),
        ("relations", "customer_relationships"),
        ("parking", "parking"),
        ("Parking", "parking"),
    ] {
        assert_eq!(kind.named(name), Some(BlockId::from(wanted)), "{name:?}");
    }
    for name in [
        "",
        " ",
        "0",
        "10",
        "-1",
        "values",
        "Value_Propositions",
        "none",
    ] {
        assert_eq!(kind.named(name), None, "{name:?}");
    }
}

#[test]
fn every_built_in_block_has_its_names_for_itself() {
    for (id, _) in crate::format::kind::built_in() {
        let kind = built_in_kind(id).unwrap();
        for block in kind.blocks() {
            let number = block.order.to_string();
            let names = [block.id.as_str(), &block.title, &number];
            for name in block.codes().chain(names) {
                assert_eq!(kind.named(name).as_ref(), Some(&block.id), "{id} {name}");
            }
        }
    }
}

#[test]
fn what_two_blocks_are_short_for_names_neither() {
    let kind = built_in_kind("it-business-model").unwrap();
    let short = |block: &&crate::model::kind::Block| block.short.as_deref() == Some("Value");
    assert_eq!(kind.blocks().filter(short).count(), 2);
    assert_eq!(kind.named("value"), None);
}

#[test]
fn blocks_are_read_as_they_are_filled_then_parked_then_elsewhere() {
    let kind = built_in_kind("business-model").unwrap();
    let ids = ["zebra", "channels", "parking", "a", "customer_segments"].map(BlockId::from);
    let mut blocks: Vec<&BlockId> = ids.iter().collect();
    kind.sort(&mut blocks);
    let sorted: Vec<&str> = blocks.iter().map(|block| block.as_str()).collect();
    assert_eq!(
        sorted,
        ["customer_segments", "channels", "parking", "a", "zebra"]
    );
}
