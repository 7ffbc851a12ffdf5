using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats;

/// <summary>Something the target format could not carry (损失), gathered over all features.</summary>
/// <param name="Code">FMT-02xx.</param>
/// <param name="Field">Field concerned; null where none is.</param>
/// <param name="Count">Values or features concerned.</param>
/// <param name="FirstRecord">The first feature concerned, counted from 1 in the order of writing.</param>
/// <param name="Detail">What became of it, in Chinese.</param>
public sealed record Loss(ErrorCode Code, string? Field, long Count, long FirstRecord, string Detail)
{
    public string Text => new Error(Code, ("count", Count), ("first", FirstRecord), ("detail", Detail)) { Field = Field ?? string.Empty }.Text;
}

/// <summary>Gathers losses by kind and field.</summary>
internal sealed class LossLedger
{
    private readonly Dictionary<(ErrorCode Code, string? Field), Loss> _losses = [];

    public void Add(ErrorCode code, string? field, long record, string detail = "")
    {
        _losses[(code, field)] = _losses.TryGetValue((code, field), out var known)
            ? known with { Count = known.Count + 1 }
            : new Loss(code, field, 1, record, detail);
    }

    public IReadOnlyList<Loss> ToList() => [.. _losses.Values.OrderBy(l => l.Code.Value, StringComparer.Ordinal).ThenBy(l => l.Field, StringComparer.Ordinal)];
}

/// <summary>Warnings of a file, at most twenty of a code, the rest counted.</summary>
internal sealed class ReadWarnings
{
    private const int MostOfACode = 20;
    private readonly List<Error> _kept = [];
    private readonly Dictionary<ErrorCode, int> _counts = [];

    public void Add(Error warning)
    {
        var count = _counts[warning.Code] = _counts.GetValueOrDefault(warning.Code) + 1;
        if (count <= MostOfACode)
        {
            _kept.Add(warning);
        }
    }

    public System.Collections.Immutable.ImmutableArray<Error> ToImmutable()
    {
        var more = _counts.Values.Sum(c => Math.Max(0, c - MostOfACode));
        return more == 0 ? [.. _kept] : [.. _kept, new Error(GeoErrors.WarnMoreLeftOut, ("count", more))];
    }
}
