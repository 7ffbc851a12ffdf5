using Guotu.Hosting.Callers;

namespace Guotu.Hosting.Decisions;

/// <summary>
/// What a caller reaches (可及范围): use cases, pages, layers, numbers of rows. Each part is asked of the rules by which the module reads for that
/// caller, so that a preview of a grant is the very thing that the grant will do. No content of any object is in it.
/// </summary>
public sealed class AccessReach(IEnumerable<IReachPart> parts)
{
    private readonly List<IReachPart> _parts = [.. parts.OrderBy(p => p.Place)];

    public async Task<IReadOnlyList<ReachGroup>> OfAsync(Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var groups = new List<ReachGroup>();
        foreach (var part in _parts)
        {
            groups.Add(new ReachGroup(part.Code, part.Title, await part.OfAsync(caller, ct)));
        }

        return groups;
    }

    /// <summary>What a change gives and takes, by the same parts before and after it.</summary>
    public static IReadOnlyList<ReachChange> Between(IReadOnlyList<ReachGroup> before, IReadOnlyList<ReachGroup> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var known = before.ToDictionary(g => g.Code, g => g.Lines, StringComparer.Ordinal);
        return [.. after.Select(g => Between(g, known.GetValueOrDefault(g.Code, [])))];
    }

    private static ReachChange Between(ReachGroup group, IReadOnlyList<ReachLine> before)
    {
        var was = before.ToDictionary(l => l.Key, StringComparer.Ordinal);
        var now = group.Lines.ToDictionary(l => l.Key, StringComparer.Ordinal);
        return new ReachChange(
            group.Code,
            group.Title,
            [.. group.Lines.Where(l => !was.ContainsKey(l.Key))],
            [.. before.Where(l => !now.ContainsKey(l.Key))],
            [.. group.Lines.Where(l => was.TryGetValue(l.Key, out var old) && old.What != l.What).Select(l => new ReachAlteration(l.Key, l.Name, was[l.Key].What, l.What))]);
    }
}

/// <summary>Implemented by modules for what they let a caller reach.</summary>
public interface IReachPart
{
    /// <summary>Such as <c>layers</c>.</summary>
    string Code { get; }

    /// <summary>Chinese name.</summary>
    string Title { get; }

    /// <summary>Order among the parts.</summary>
    int Place { get; }

    /// <summary>Nothing where the caller reaches nothing.</summary>
    Task<IReadOnlyList<ReachLine>> OfAsync(Caller caller, CancellationToken ct);
}

/// <summary>One thing that is reached.</summary>
/// <param name="Key">Stable within its group.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="What">How much of it, in Chinese; empty for all.</param>
public sealed record ReachLine(string Key, string Name, string What);

/// <summary>What is reached of one kind.</summary>
public sealed record ReachGroup(string Code, string Title, IReadOnlyList<ReachLine> Lines);

/// <summary>A thing of which more or less is reached.</summary>
public sealed record ReachAlteration(string Key, string Name, string Before, string After);

/// <summary>What a change gives and takes of one kind.</summary>
public sealed record ReachChange(
    string Code, string Title, IReadOnlyList<ReachLine> Gained, IReadOnlyList<ReachLine> Lost, IReadOnlyList<ReachAlteration> Altered);

/// <summary>What a change that is not saved yet would give and take (影响预览).</summary>
/// <param name="For">Whom or what it is told for.</param>
/// <param name="Changes">By kind; kinds without a change have empty lists.</param>
/// <param name="Notes">What else has to be known, in Chinese.</param>
public sealed record EffectView(string For, IReadOnlyList<ReachChange> Changes, IReadOnlyList<string> Notes);
