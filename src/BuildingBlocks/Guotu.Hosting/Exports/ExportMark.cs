using System.Globalization;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;

namespace Guotu.Hosting.Exports;

/// <summary>Who exported what when (导出标记), as the export carries it and as the audit trail holds it under the same number.</summary>
public sealed record ExportMark
{
    /// <summary>Name of the text beside files that cannot carry the mark themselves.</summary>
    public const string CompanionName = "导出说明.txt";

    /// <summary>By which the auditor finds the record; see <see cref="ExportNumber"/>.</summary>
    public required string Number { get; init; }

    public required string Account { get; init; }

    public required string Name { get; init; }

    public required string Organisation { get; init; }

    public required Instant At { get; init; }

    /// <summary>The join of the labels of all that is in it (密级标志).</summary>
    public required SecurityLabel Label { get; init; }

    /// <summary>Whether the county wants the mark to be seen on this class of exports.</summary>
    public required bool Shown { get; init; }

    public string LabelName => LabelScheme.Shipped.NameOf(Label);

    /// <summary>Short, for text that is repeated all over a page.</summary>
    public string Tile => string.Create(CultureInfo.InvariantCulture, $"{Name} {Account} {At.LocalDateTime:yyyy-MM-dd HH:mm} {Number}");

    /// <summary>One line that says all.</summary>
    public string Line => string.Create(
        CultureInfo.InvariantCulture, $"{LabelName} 导出人 {Name}({Organisation},{Account}) 导出时间 {At.LocalDateTime:yyyy-MM-dd HH:mm} 导出编号 {Number}");

    /// <summary>A file name with the number in front of its extension: all that a signed original can carry.</summary>
    public string NameOf(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var dot = fileName.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? $"{fileName}-{Number}" : $"{fileName[..dot]}-{Number}{fileName[dot..]}";
    }

    /// <summary>The text beside a file.</summary>
    public string Companion => string.Create(
        CultureInfo.InvariantCulture,
        $"密级标志:{LabelName}\r\n导出人:{Name}({Organisation},{Account})\r\n导出时间:{At.LocalDateTime:yyyy-MM-dd HH:mm}\r\n导出编号:{Number}\r\n凭编号可在审计中查到本次导出。\r\n");
}

/// <summary>
/// Number of an export (导出编号): DC and thirteen signs that are not taken for one another when they are read from a photograph (no I, L, O, U).
/// </summary>
public static class ExportNumber
{
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 13;

    public static string Of(long id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        return "DC" + string.Create(Length, id, static (text, rest) =>
        {
            for (var i = Length - 1; i >= 0; i--)
            {
                text[i] = Signs[(int)(rest & 31)];
                rest >>= 5;
            }
        });
    }
}
