using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Flow;

/// <summary>A labelled value of a form (栏目).</summary>
public sealed record FormField(string Label, string Value);

/// <summary>One or two fields on a row of a form; a single field's value takes the rest of the row.</summary>
public sealed record FormRow(IReadOnlyList<FormField> Fields)
{
    public static FormRow Of(string label, string value) => new([new FormField(label, value)]);

    public static FormRow Of(FormField left, FormField right) => new([left, right]);
}

/// <summary>Rows under one title that stands upright at the left (竖排栏目), or under none.</summary>
public sealed record FormSection(string? SideTitle, IReadOnlyList<FormRow> Rows);

/// <summary>A form of labels and values in a ruled grid, as certificates have it (证书表格).</summary>
public sealed record FormGrid(IReadOnlyList<FormSection> Sections)
{
    public TextStyle LabelStyle { get; init; } = new(FontRole.Song, TypeSize.SmallFour);

    public TextStyle ValueStyle { get; init; } = new(FontRole.FangSong, TypeSize.SmallFour);

    public Colour? LabelBackground { get; init; }

    /// <summary>Width of a label column in millimetres of a 100 mm wide table.</summary>
    public double LabelWeight { get; init; } = 21;

    public double SideTitleWeight { get; init; } = 7;

    /// <summary>Least height of a row in millimetres.</summary>
    public double MinHeight { get; init; } = 8;

    public TableStyle Style { get; init; } = TableStyle.Plain;

    public string What { get; init; } = "表格";

    public TableBlock ToTable()
    {
        var hasSide = Sections.Any(s => s.SideTitle is not null);
        var rest = 100 - (2 * LabelWeight) - (hasSide ? SideTitleWeight : 0);
        double[] fields = [LabelWeight, rest / 2, LabelWeight, rest / 2];
        double[] weights = hasSide ? [SideTitleWeight, .. fields] : fields;
        return new TableBlock(weights, [.. Sections.SelectMany(s => RowsOf(s, hasSide))]) { Style = Style, What = What };
    }

    private IEnumerable<TableRow> RowsOf(FormSection section, bool hasSide)
    {
        for (var i = 0; i < section.Rows.Count; i++)
        {
            var cells = new List<TableCell>();
            if (section.SideTitle is not null && i == 0)
            {
                var side = TableCell.Vertical(section.SideTitle, LabelStyle);
                cells.Add(side with { RowSpan = section.Rows.Count, Background = LabelBackground });
            }

            var isWide = section.SideTitle is null && hasSide;
            cells.AddRange(CellsOf(section.Rows[i], isWide ? 2 : 1));
            yield return new TableRow(cells) { MinHeight = MinHeight };
        }
    }

    private IEnumerable<TableCell> CellsOf(FormRow row, int labelSpan)
    {
        for (var i = 0; i < row.Fields.Count; i++)
        {
            yield return TableCell.Of(row.Fields[i].Label, LabelStyle, TextAlignment.Centre) with
            {
                Background = LabelBackground,
                ColumnSpan = i == 0 ? labelSpan : 1,
            };
            yield return TableCell.Of(row.Fields[i].Value, ValueStyle) with { ColumnSpan = row.Fields.Count == 1 ? 3 : 1 };
        }
    }
}

/// <summary>A column of a data table: title, share of the width, alignment of its values.</summary>
public sealed record DataColumn(string Title, double Weight, TextAlignment Alignment = TextAlignment.Left);

/// <summary>A table of records with a shaded head that repeats on every page (数据表).</summary>
public sealed record DataTable(IReadOnlyList<DataColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public TextStyle HeadStyle { get; init; } = new(FontRole.Hei, TypeSize.SmallFive);

    public TextStyle CellStyle { get; init; } = new(FontRole.Song, TypeSize.SmallFive);

    public Colour? HeadBackground { get; init; } = new Colour(0xED, 0xF1, 0xF5);

    public TableStyle Style { get; init; } = TableStyle.Plain;

    public string What { get; init; } = "表格";

    /// <summary>Colour of a value by row and column; null leaves it black.</summary>
    public Func<int, int, Colour?>? CellColour { get; init; }

    public TableBlock ToTable()
    {
        var head = new TableRow([.. Columns.Select(c =>
            TableCell.Of(c.Title, HeadStyle, TextAlignment.Centre) with { Background = HeadBackground })]);
        var rows = Rows.Select((row, r) => new TableRow([.. row.Select((value, c) =>
            TableCell.Of(value, CellStyle with { Colour = CellColour?.Invoke(r, c) ?? CellStyle.Colour }, Columns[c].Alignment))]));
        return new TableBlock([.. Columns.Select(c => c.Weight)], [head, .. rows]) { HeadRows = 1, Style = Style, What = What };
    }
}
