using System.Globalization;

namespace Guotu.Rendering.MapStyles;

/// <summary>Which features a rule takes. A field without value meets no comparison.</summary>
public abstract record RuleFilter
{
    public abstract IEnumerable<string> Fields { get; }

    public abstract bool Takes(Func<string, string?> valueOf);
}

/// <summary>The field has one of the values.</summary>
public sealed record ValueFilter(string Field, IReadOnlySet<string> Values) : RuleFilter
{
    public override IEnumerable<string> Fields => [Field];

    public override bool Takes(Func<string, string?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        return valueOf(Field) is { } value && Values.Contains(value);
    }
}

/// <summary>The field is a number from <paramref name="Low"/> (inclusive) to below <paramref name="High"/>.</summary>
public sealed record RangeFilter(string Field, decimal? Low, decimal? High) : RuleFilter
{
    public override IEnumerable<string> Fields => [Field];

    public override bool Takes(Func<string, string?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        return decimal.TryParse(valueOf(Field), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            && (Low is not { } low || number >= low) && (High is not { } high || number < high);
    }
}

/// <summary>All of them.</summary>
public sealed record AllFilter(IReadOnlyList<RuleFilter> Parts) : RuleFilter
{
    public override IEnumerable<string> Fields => Parts.SelectMany(p => p.Fields);

    public override bool Takes(Func<string, string?> valueOf) => Parts.All(p => p.Takes(valueOf));
}
