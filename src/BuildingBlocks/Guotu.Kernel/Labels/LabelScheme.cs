using System.Text;
using Guotu.Kernel.Results;
using YamlDotNet.Serialization;

namespace Guotu.Kernel.Labels;

/// <summary>A level of the scheme (级别).</summary>
/// <param name="Level">From 0.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Chinese name.</param>
public sealed record LabelLevel(int Level, string Code, string Name);

/// <summary>A category of the scheme (类别).</summary>
public sealed record LabelCategory(string Code, string Name);

/// <summary>
/// Levels and categories that labels are made of (标记方案), a versioned file. 秘密, 机密 and 绝密 are no levels of it: the network holds no state
/// secrets, and each way in refuses them.
/// </summary>
public sealed class LabelScheme
{
    private const string Resource = "labels/labels.yaml";
    private readonly HashSet<string> _refused;

    private LabelScheme(SchemeFile file)
    {
        Version = file.version;
        Levels = [.. file.levels.Select(l => new LabelLevel(l.level, l.code, l.name)).OrderBy(l => l.Level)];
        Categories = [.. file.categories.Select(c => new LabelCategory(c.code, c.name))];
        Floor = SecurityLabel.Of(file.floor, []);
        Unlabelled = SecurityLabel.Of(file.unlabelled, []);
        Records = SecurityLabel.Of(file.records, []);
        _refused = file.refused.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The scheme that ships with this version.</summary>
    public static LabelScheme Shipped { get; } = Load();

    public string Version { get; }

    /// <summary>From the lowest.</summary>
    public IReadOnlyList<LabelLevel> Levels { get; }

    public IReadOnlyList<LabelCategory> Categories { get; }

    /// <summary>What every account holds at least (人员标记下限): a row that is missing can only lower.</summary>
    public SecurityLabel Floor { get; }

    /// <summary>What a layer has that nobody labelled.</summary>
    public SecurityLabel Unlabelled { get; }

    /// <summary>What cases and reviews have at least.</summary>
    public SecurityLabel Records { get; }

    /// <summary>The highest level with every category: what is taken for the label of data whose own cannot be known.</summary>
    public SecurityLabel Highest => SecurityLabel.Of(Levels[^1].Level, Categories.Select(c => c.Code));

    /// <summary>Reads a scheme file; one that contradicts itself throws.</summary>
    public static LabelScheme Parse(string yaml)
    {
        var scheme = new LabelScheme(new DeserializerBuilder().IgnoreUnmatchedProperties().Build().Deserialize<SchemeFile>(yaml));
        var levels = scheme.Levels.Select(l => l.Level).ToList();
        var sound = levels.Count > 0 && levels[0] == 0 && levels.Distinct().Count() == levels.Count
            && new[] { scheme.Floor, scheme.Unlabelled, scheme.Records }.All(l => levels.Contains(l.Level))
            && SubjectMustDominateLabel.Holds(scheme.Floor, scheme.Records)
            && scheme.Categories.All(c => c.Code.Length is > 0 and <= 6 && c.Code.All(char.IsAsciiLetterUpper))
            && scheme.Categories.Select(c => c.Code).Distinct(StringComparer.Ordinal).Count() == scheme.Categories.Count
            && scheme.Levels.All(l => !scheme._refused.Contains(l.Name));
        return sound ? scheme : throw new FormatException("The label scheme contradicts itself");
    }

    /// <summary>
    /// A label of given parts. <see cref="LabelErrors.StateSecret"/> where the level is one of a state secret, by its word; <see cref="LabelErrors.Unknown"/>
    /// where level or category is not of the scheme.
    /// </summary>
    /// <param name="level">A level's number, code or Chinese name.</param>
    /// <param name="categories">Codes.</param>
    public Result<SecurityLabel> Read(string level, IReadOnlyCollection<string> categories)
    {
        ArgumentNullException.ThrowIfNull(level);
        ArgumentNullException.ThrowIfNull(categories);
        var word = level.Trim();
        if (_refused.FirstOrDefault(r => word.Contains(r, StringComparison.Ordinal)) is { } secret)
        {
            return new Error(LabelErrors.StateSecret, ("level", secret)) { Field = "level" };
        }

        if (Levels.FirstOrDefault(l => word == l.Name || word == l.Code || word == l.Level.ToString(System.Globalization.CultureInfo.InvariantCulture)) is not { } known)
        {
            return new Error(LabelErrors.Unknown, ("reason", "级别不在标记方案之内")) { Field = "level" };
        }

        return categories.Any(c => Categories.All(k => k.Code != c))
            ? new Error(LabelErrors.Unknown, ("reason", "类别不在标记方案之内")) { Field = "categories" }
            : SecurityLabel.Of(known.Level, categories);
    }

    /// <summary>Whether a word names a level of state secrets (秘密、机密、绝密).</summary>
    public bool Refuses(string word) => _refused.Contains(word);

    /// <summary>Such as 敏感(测绘成果、执法).</summary>
    public string NameOf(SecurityLabel label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var level = Levels.FirstOrDefault(l => l.Level == label.Level)?.Name ?? $"{label.Level} 级";
        var categories = label.Categories.Select(c => Categories.FirstOrDefault(k => k.Code == c)?.Name ?? c);
        return label.Categories.Count == 0 ? level : $"{level}({string.Join('、', categories)})";
    }

    private static LabelScheme Load()
    {
        using var stream = typeof(LabelScheme).Assembly.GetManifestResourceStream(Resource)!;
        using var text = new StreamReader(stream, Encoding.UTF8);
        return Parse(text.ReadToEnd());
    }

#pragma warning disable IDE1006 // The names are those of the file.
#pragma warning disable CA1812 // Made by the reader of the file.
    private sealed class SchemeFile
    {
        public string version { get; set; } = string.Empty;

        public List<LevelEntry> levels { get; set; } = [];

        public List<CategoryEntry> categories { get; set; } = [];

        public int floor { get; set; }

        public int unlabelled { get; set; }

        public int records { get; set; }

        public List<string> refused { get; set; } = [];
    }

    private sealed class LevelEntry
    {
        public int level { get; set; }

        public string code { get; set; } = string.Empty;

        public string name { get; set; } = string.Empty;
    }

    private sealed class CategoryEntry
    {
        public string code { get; set; } = string.Empty;

        public string name { get; set; } = string.Empty;
    }
#pragma warning restore CA1812
#pragma warning restore IDE1006
}
