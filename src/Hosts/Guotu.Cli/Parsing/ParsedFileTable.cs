using System.Globalization;
using Guotu.Geo.CoordinateText;
using Guotu.Kernel.Figures;
using Spectre.Console;

namespace Guotu.Cli.Parsing;

/// <summary>A coordinate file as a person reads it: what was concluded and why, the parcels, the warnings.</summary>
internal static class ParsedFileTable
{
    public static Action<IAnsiConsole> For(CoordinateFile file, CancellationToken ct)
    {
        var parsed = ParsedFile.Of(file, ct);
        return console =>
        {
            foreach (var conclusion in file.Conclusions)
            {
                console.WriteLine($"{conclusion.Topic}:{conclusion.Finding}({conclusion.Reason})");
            }

            console.Write(Parcels(parsed));
            foreach (var warning in parsed.Warnings)
            {
                console.WriteLine($"提示 {warning.Code} {warning.Message}");
            }
        };
    }

    private static Table Parcels(ParsedFile file)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("地块编号", "地块名称");
        foreach (var title in (string[])["块数", "内洞", "平面面积(公顷)", "平面面积(亩)", "椭球面积(公顷)", "椭球面积(亩)"])
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        foreach (var parcel in file.Parcels)
        {
            table.AddRow(
                Markup.Escape(parcel.Number),
                Markup.Escape(parcel.Name),
                parcel.Parts.ToString(CultureInfo.InvariantCulture),
                parcel.Holes.ToString(CultureInfo.InvariantCulture),
                Hectares(parcel.PlaneArea),
                Mu(parcel.PlaneArea),
                Hectares(parcel.EllipsoidalArea),
                Mu(parcel.EllipsoidalArea));
        }

        return table;
    }

    private static string Hectares(LegalArea area) => area.Hectares.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Mu(LegalArea area) => area.Mu.ToString("0.00", CultureInfo.InvariantCulture);
}
