using System.Globalization;

namespace Guotu.Kernel.Labels;

/// <summary>
/// A mandatory label (安全标记, GB/T 22239-2019 8.1.4.2 g): a level and a set of categories, of a subject (人员标记) or of data (数据标记). Labels form
/// a lattice: <see cref="Join"/> is the least label that dominates both.
/// </summary>
public sealed class SecurityLabel : IEquatable<SecurityLabel>
{
    private readonly string[] _categories;

    private SecurityLabel(int level, IEnumerable<string> categories)
    {
        Level = level;
        _categories = [.. categories.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Level 0 without categories: dominated by every label.</summary>
    public static SecurityLabel Lowest { get; } = new(0, []);

    /// <summary>From 0, higher is more protected.</summary>
    public int Level { get; }

    /// <summary>Codes, each once, in ordinal order.</summary>
    public IReadOnlyList<string> Categories => _categories;

    /// <summary>The categories as columns and messages carry them: codes with commas; null for none.</summary>
    public string? CategoryText => _categories.Length == 0 ? null : string.Join(',', _categories);

    /// <exception cref="ArgumentOutOfRangeException">A negative level.</exception>
    public static SecurityLabel Of(int level, IEnumerable<string> categories)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentNullException.ThrowIfNull(categories);
        return new SecurityLabel(level, categories);
    }

    /// <summary>As a row has it; text that no label writes is taken whole, as a category that nobody holds.</summary>
    public static SecurityLabel OfRow(int level, string? categories)
    {
        if (string.IsNullOrEmpty(categories))
        {
            return Of(Math.Max(0, level), []);
        }

        var read = Of(Math.Max(0, level), categories.Split(','));
        return read.CategoryText == categories ? read : Of(Math.Max(0, level), [categories]);
    }

    /// <summary>The join (上确界): what is made of both carries it.</summary>
    public SecurityLabel Join(SecurityLabel other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new SecurityLabel(Math.Max(Level, other.Level), _categories.Concat(other._categories));
    }

    public bool Equals(SecurityLabel? other) => other is not null && Level == other.Level && CategoryText == other.CategoryText;

    public override bool Equals(object? obj) => Equals(obj as SecurityLabel);

    public override int GetHashCode() => HashCode.Combine(Level, CategoryText);

    /// <summary>Such as <c>2:CH,GR</c>; equal exactly for equal labels.</summary>
    public override string ToString() => Level.ToString(CultureInfo.InvariantCulture) + ":" + CategoryText;
}
