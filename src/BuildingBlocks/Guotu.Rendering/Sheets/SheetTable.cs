namespace Guotu.Rendering.Sheets;

/// <summary>A sheet of text (工作表): a heading row that stays in view, and rows of as many cells.</summary>
/// <param name="Name">At most 31 characters, none of <c>[]:*?/\</c>.</param>
/// <param name="Columns">Headings with their widths in characters.</param>
/// <param name="Rows">Cells in the order of the columns; empty ones may be null.</param>
public sealed record SheetTable(string Name, IReadOnlyList<SheetColumn> Columns, IEnumerable<IReadOnlyList<string?>> Rows)
{
    /// <summary>Text at the foot of every printed page, such as who exported it and when; null for none.</summary>
    public string? Footer { get; init; }
}

/// <summary>A column.</summary>
public sealed record SheetColumn(string Heading, int Width);
