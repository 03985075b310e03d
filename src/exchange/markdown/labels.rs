//! What people write before a colon or above other text: the names of blocks, and of the header's fields.

use super::doc::Piece;
use super::spans;
use crate::exchange::naming::key;
use crate::model::header::HeaderField;

/// What of a piece may name a block: its lines, and what stands before colons.
pub(super) fn of(piece: &Piece) -> Vec<String> {
    const LONGEST: usize = 80;
    let mut labels = Vec::new();
    for line in spans::lines(&piece.spans, true) {
        let leads = [spans::lead(&line, true), spans::lead(&line, false)];
        labels.extend(leads.into_iter().flatten().map(|(label, _)| label));
        let bold = line
            .iter()
            .take_while(|span| span.bold || !span.has_words());
        labels.push(spans::plain(&bold.cloned().collect::<Vec<_>>()));
        labels.extend((!piece.role.is_item()).then(|| spans::plain(&line)));
    }
    labels.retain(|label| label.len() < LONGEST && !label.trim().is_empty());
    labels
}

/// The id of the built-in kind that is called this in other languages.
pub(super) fn kind(title: &str) -> Option<&'static str> {
    let title = key(title);
    let is_it = |titles: &[&str]| titles.iter().any(|own| key(own) == title);
    KINDS
        .iter()
        .find(|(_, titles)| is_it(titles))
        .map(|(id, _)| *id)
}

const KINDS: [(&str, &[&str]); 3] = [
    (
        "business-model",
        &[
            "Business Model",
            "BMC",
            "Business Model Canvas (BMC)",
            "Geschäftsmodell",
            "Geschäftsmodell-Canvas",
            "Modèle économique",
            "Modèle d'affaires",
            "Modelo de negocio",
            "Modelo de negocios",
            "Lienzo de modelo de negocio",
            "Modelo de negócios",
            "Modelo de negócio",
            "Quadro de modelo de negócios",
            "ビジネスモデルキャンバス",
            "ビジネスモデル・キャンバス",
            "商业模式画布",
            "商業模式圖",
            "商業模式畫布",
        ],
    ),
    (
        "lean",
        &[
            "リーンキャンバス",
            "精益画布",
            "精實畫布",
            "精實畫布圖",
            "Lienzo Lean",
        ],
    ),
    (
        "swot",
        &[
            "SWOT-Analyse",
            "Analyse SWOT",
            "Análisis DAFO",
            "Análisis FODA",
            "DAFO",
            "FODA",
            "Análise SWOT",
            "SWOT分析",
            "SWOT 分析",
        ],
    ),
];

/// The field that is called this.
pub(super) fn field(label: &str) -> Option<HeaderField> {
    let label = key(label);
    let is_it = |names: &[&str]| names.iter().any(|name| key(name) == label);
    let is_own = |field: &HeaderField| key(field.label()) == label || key(field.key()) == label;
    if let Some(field) = HeaderField::ALL.into_iter().find(is_own) {
        return Some(field);
    }
    NAMES
        .iter()
        .find(|(_, names)| is_it(names))
        .map(|(field, _)| *field)
}

const NAMES: [(HeaderField, &[&str]); 5] = [
    (
        HeaderField::Title,
        &[
            "title",
            "titel",
            "titre",
            "título",
            "titulo",
            "タイトル",
            "标题",
            "name",
            "project",
            "projekt",
            "company",
            "business name",
            "project name",
            "project title",
            "product",
            "product name",
            "business/product",
            "startup",
            "proyecto",
            "nombre del proyecto",
            "projeto",
            "nome do projeto",
            "projet",
            "nom du projet",
            "プロジェクト名",
            "项目名称",
        ],
    ),
    (
        HeaderField::DesignedFor,
        &[
            "designed for",
            "for",
            "für",
            "entworfen für",
            "erstellt für",
            "pour",
            "conçu pour",
            "para",
            "diseñado para",
            "desenhado para",
            "対象",
            "设计对象",
            "client",
        ],
    ),
    (
        HeaderField::DesignedBy,
        &[
            "designed by",
            "by",
            "author",
            "authors",
            "created by",
            "team",
            "von",
            "entworfen von",
            "erstellt von",
            "autor",
            "autoren",
            "par",
            "conçu par",
            "auteur",
            "por",
            "diseñado por",
            "desenhado por",
            "作成者",
            "设计者",
            "作者",
        ],
    ),
    (
        HeaderField::Date,
        &[
            "date",
            "datum",
            "fecha",
            "data",
            "日付",
            "日期",
            "last updated",
            "updated",
            "created",
            "last update",
            "last modified",
            "作成日",
            "更新日",
            "最終更新日",
            "更新日期",
        ],
    ),
    (
        HeaderField::Iteration,
        &[
            "iteration",
            "version",
            "itération",
            "iteración",
            "versión",
            "iteração",
            "versão",
            "バージョン",
            "版本",
            "revision",
        ],
    ),
];
