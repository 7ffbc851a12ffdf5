using Guotu.OneMap.Contracts;
using Guotu.Rendering.MapStyles;

namespace Guotu.MapPublishing.Maps;

/// <summary>The rules that draw a feature (取用的样式规则), remembered by the value where they all ask one field. For one thread.</summary>
internal sealed class RuleChoice(ISeenLayer layer, IReadOnlyList<MapRule> rules)
{
    /// <summary>Values remembered before all are forgotten: a field may have a value of its own for each feature.</summary>
    private const int MostKnown = 4_096;

    private readonly Dictionary<string, int> _places =
        rules.SelectMany(r => r.Fields).Distinct(StringComparer.Ordinal).ToDictionary(f => f, layer.PlaceOf, StringComparer.Ordinal);

    private readonly List<string> _asked = [.. rules.SelectMany(r => r.Filter?.Fields ?? []).Distinct(StringComparer.Ordinal)];
    private readonly Dictionary<string, IReadOnlyList<MapRule>> _known = new(StringComparer.Ordinal);
    private IReadOnlyList<MapRule>? _ofNoValue;

    public IReadOnlyList<MapRule> Of(Func<int, string?> valueAt)
    {
        if (_asked.Count > 1)
        {
            return Choose(valueAt);
        }

        if (_asked.Count == 0 || ValueOf(_asked[0], valueAt) is not { } value)
        {
            return _ofNoValue ??= Choose(valueAt);
        }

        if (_known.TryGetValue(value, out var known))
        {
            return known;
        }

        if (_known.Count == MostKnown)
        {
            _known.Clear();
        }

        return _known[value] = Choose(valueAt);
    }

    /// <summary>Value of a field that a rule names; null for none, and for one that the caller may not know of.</summary>
    public string? ValueOf(string field, Func<int, string?> valueAt) => _places[field] is var place and >= 0 ? valueAt(place) : null;

    private List<MapRule> Choose(Func<int, string?> valueAt)
    {
        var (chosen, taken) = (new List<MapRule>(), false);
        foreach (var rule in rules)
        {
            if (rule.IsElse ? !taken : rule.Filter?.Takes(f => ValueOf(f, valueAt)) ?? true)
            {
                taken |= rule.Filter is not null;
                chosen.Add(rule);
            }
        }

        return chosen;
    }
}
