using System.Text.Json.Serialization;
using Guotu.Kernel.Labels;

namespace Guotu.Hosting.Decisions;

/// <summary>What a decision may hang on (判定项).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccessTerm>))]
public enum AccessTerm
{
    /// <summary>对象: there is no such object.</summary>
    Existence,

    /// <summary>口令: it must be changed first.</summary>
    Password,

    /// <summary>二次认证.</summary>
    SecondFactor,

    /// <summary>功能权限.</summary>
    UseCase,

    /// <summary>机构.</summary>
    Organisation,

    /// <summary>区域.</summary>
    Region,

    /// <summary>安全标记.</summary>
    Label,

    /// <summary>图层.</summary>
    Layer,

    /// <summary>范围、行和字段: what of a layer is shown.</summary>
    Part,
}

/// <summary>One term and its answer, in Chinese for the security administrator and the auditor; never for the person who asked.</summary>
public sealed record TermAnswer(AccessTerm Term, bool Holds, string Why)
{
    /// <summary>What was compared, where the term is the mandatory label; null otherwise.</summary>
    public ComparedLabels? Labels { get; init; }

    /// <summary>The mandatory label's answer.</summary>
    public static TermAnswer Of(ComparedLabels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new TermAnswer(AccessTerm.Label, labels.Hold, labels.Words) { Labels = labels };
    }
}

/// <summary>The labels of a subject and of data beside each other (人员标记与数据标记). A subject without one is the platform's own work.</summary>
public sealed record ComparedLabels(SecurityLabel? Subject, SecurityLabel Data)
{
    public bool Hold => Subject is null || SubjectMustDominateLabel.Holds(Subject, Data);

    /// <summary>Both in Chinese, for the security administrator and the auditor.</summary>
    public string Words => $"数据标记 {LabelScheme.Shipped.NameOf(Data)},人员标记 {(Subject is null ? "不受限" : LabelScheme.Shipped.NameOf(Subject))}";

    public override string ToString() => $"{Subject}/{Data}";
}

/// <summary>Whether a caller reaches an object, and on which terms it hung (访问判定).</summary>
/// <param name="Terms">In the order they were asked; all of them, also after one that does not hold.</param>
public sealed record AccessDecision(IReadOnlyList<TermAnswer> Terms)
{
    public bool Allowed => Terms.Count > 0 && Terms.All(t => t.Holds);

    /// <summary>The term that decided: the first that does not hold; null where allowed.</summary>
    public TermAnswer? Decided => Terms.FirstOrDefault(t => !t.Holds);

    /// <summary>One sentence: the deciding term and why.</summary>
    public string Explanation => Decided is { } no ? $"不能,由{TitleOf(no.Term)}决定:{no.Why}" : "能:各项都满足";

    public static string TitleOf(AccessTerm term) => term switch
    {
        AccessTerm.Existence => "对象",
        AccessTerm.Password => "口令",
        AccessTerm.SecondFactor => "二次认证",
        AccessTerm.UseCase => "功能权限",
        AccessTerm.Organisation => "机构",
        AccessTerm.Region => "区域",
        AccessTerm.Label => "安全标记",
        AccessTerm.Layer => "图层",
        _ => "范围、行和字段",
    };
}
