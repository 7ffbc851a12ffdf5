using System.Globalization;
using System.Text.Json;

namespace Guotu.ComplianceReview.ReplayReview;

/// <summary>Names the places in which two canonical bodies differ, at most the first hundred.</summary>
internal static class JsonDifference
{
    private const int Most = 100;

    public static IEnumerable<ReplayDifference> Between(string stored, string recomputed)
    {
        using var left = JsonDocument.Parse(stored);
        using var right = JsonDocument.Parse(recomputed);
        return Walk(string.Empty, left.RootElement, right.RootElement).Take(Most).ToList();
    }

    private static IEnumerable<ReplayDifference> Walk(string path, JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind)
        {
            return [new ReplayDifference(path, Short(left), Short(right))];
        }

        return left.ValueKind switch
        {
            JsonValueKind.Object => WalkObject(path, left, right),
            JsonValueKind.Array => WalkArray(path, left, right),
            _ => left.GetRawText() == right.GetRawText() ? [] : [new ReplayDifference(path, Short(left), Short(right))],
        };
    }

    private static IEnumerable<ReplayDifference> WalkObject(string path, JsonElement left, JsonElement right)
    {
        var names = left.EnumerateObject().Select(p => p.Name).Union(right.EnumerateObject().Select(p => p.Name), StringComparer.Ordinal);
        foreach (var name in names)
        {
            var at = path.Length == 0 ? name : path + "." + name;
            var hasLeft = left.TryGetProperty(name, out var l);
            var hasRight = right.TryGetProperty(name, out var r);
            foreach (var difference in hasLeft && hasRight
                ? Walk(at, l, r)
                : [new ReplayDifference(at, hasLeft ? Short(l) : "absent", hasRight ? Short(r) : "absent")])
            {
                yield return difference;
            }
        }
    }

    private static IEnumerable<ReplayDifference> WalkArray(string path, JsonElement left, JsonElement right)
    {
        if (left.GetArrayLength() != right.GetArrayLength())
        {
            yield return new ReplayDifference(path + ".length", Number(left.GetArrayLength()), Number(right.GetArrayLength()));
            yield break;
        }

        for (var i = 0; i < left.GetArrayLength(); i++)
        {
            foreach (var difference in Walk($"{path}[{Number(i)}]", left[i], right[i]))
            {
                yield return difference;
            }
        }
    }

    private static string Short(JsonElement element)
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
        return text.Length <= 80 ? text : text[..80] + "…";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
