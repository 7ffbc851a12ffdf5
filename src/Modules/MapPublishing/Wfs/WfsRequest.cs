using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Wfs;

/// <summary>Parameters of a request; names in any case, as the standard has it.</summary>
internal sealed class WfsRequest(IReadOnlyDictionary<string, string> values)
{
    public WfsRequest(IQueryCollection query)
        : this(query.GroupBy(q => q.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().Value.ToString(), StringComparer.OrdinalIgnoreCase))
    {
    }

    /// <summary>Null where it is absent or empty.</summary>
    public string? this[string name] => values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Codes of the layers asked for, without the prefix.</summary>
    public IReadOnlyList<string> TypeNames => [.. (this["typenames"] ?? this["typename"] ?? string.Empty)
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Bare)];

    /// <summary>A name without the prefix of its namespace.</summary>
    public static string Bare(string name) => name[(name.LastIndexOf(':') + 1)..].Trim('(', ')');
}
