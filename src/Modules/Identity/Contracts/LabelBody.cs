using System.Text.Json;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Contracts;

/// <summary>A label to be set, of a person or of data (设置标记).</summary>
/// <param name="Level">Number, code or Chinese name of the level; 秘密、机密、绝密 are refused by their names.</param>
/// <param name="Categories">Codes of the scheme.</param>
/// <param name="Reason">Why, 1 to 200 characters.</param>
/// <param name="Was">The label as it was shown, as <see cref="LabelView.Text"/> has it: a change in between refuses.</param>
public sealed record LabelBody(string? Level, IReadOnlyList<string>? Categories, string? Reason, string? Was)
{
    private const int LongestReason = 200;

    /// <summary>The label that is wanted, or what is wrong with the request.</summary>
    public Result<SecurityLabel> Read()
    {
        var label = LabelScheme.Shipped.Read(Level ?? string.Empty, Categories ?? []);
        return label.Error is not null || Reason?.Trim() is { Length: > 0 and <= LongestReason }
            ? label
            : new Error(LabelErrors.ReasonMissing) { Field = "reason" };
    }

    /// <summary>Refused where the label is not the one that was shown.</summary>
    public Error? Moved(SecurityLabel current, string what) => Was is null || Was == current.ToString() ? null : new Error(LabelErrors.ChangedMeanwhile, ("what", what));
}

/// <summary>A label as pages show it.</summary>
/// <param name="Level">From 0.</param>
/// <param name="Categories">Codes.</param>
/// <param name="Name">In Chinese, such as 敏感(测绘成果).</param>
/// <param name="Text">Exact form, equal for equal labels.</param>
public sealed record LabelView(int Level, IReadOnlyList<string> Categories, string Name, string Text)
{
    public static LabelView Of(SecurityLabel label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return new LabelView(label.Level, label.Categories, LabelScheme.Shipped.NameOf(label), label.ToString());
    }

    /// <summary>For the audit record: the label with its reason and the version of the scheme.</summary>
    public static string Recorded(SecurityLabel label, string reason)
    {
        ArgumentNullException.ThrowIfNull(label);
        return JsonSerializer.Serialize(new { label = label.ToString(), reason, scheme = LabelScheme.Shipped.Version });
    }
}

/// <summary>The scheme as pages offer it.</summary>
/// <param name="Floor">Level that every account holds.</param>
public sealed record LabelSchemeView(string Version, IReadOnlyList<LabelLevel> Levels, IReadOnlyList<LabelCategory> Categories, int Floor)
{
    public static LabelSchemeView Shipped { get; } =
        new(LabelScheme.Shipped.Version, LabelScheme.Shipped.Levels, LabelScheme.Shipped.Categories, LabelScheme.Shipped.Floor.Level);
}
