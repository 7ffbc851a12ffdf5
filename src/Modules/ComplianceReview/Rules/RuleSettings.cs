using System.Globalization;
using Guotu.Hosting.Settings;
using YamlDotNet.Core;

namespace Guotu.ComplianceReview.Rules;

/// <summary>
/// Tolerances of the review rules (审查容差), only shown: they belong to a version of a rule file that each verdict keeps, so that nobody changes one
/// without a new version.
/// </summary>
internal sealed class RuleSettings(RuleSets sets) : ISettingSource
{
    private const string Part = "合规审查";

    public IReadOnlyList<FixedSetting> Fixed => [.. sets.Matters.SelectMany(LinesOf)];

    private IEnumerable<FixedSetting> LinesOf(string matter)
    {
        try
        {
            return sets.InForce(matter) is { } set ? set.Rules.Where(r => r.Kind != RuleKind.Attested).Select(r => LineOf(set, r)) : [];
        }
        catch (Exception unreadable) when (unreadable is FormatException or YamlException)
        {
            return [new FixedSetting($"review.{matter}", Part, "审查规则文件", $"读不出来:{unreadable.Message}", HowOf(matter)) { What = "读不出来时该事项不能审查。" }];
        }
    }

    private static FixedSetting LineOf(RuleSet set, ReviewRule rule) => new(
        $"review.{set.Matter}.{rule.Code}", Part, $"{rule.Code} {rule.Name}的容差({set.Title})", Words(rule.Tolerance), HowOf(set.Matter))
    {
        What = $"规则版本 {set.Version}。结论写明所用版本,旧结论仍按当时的版本复算。",
        Clause = rule.Clause.Title,
        Doubt = set.Verified ? null : "条款引用与容差待法规股核实",
    };

    private static string HowOf(string matter) => $"在节点目录的 rules/{matter}.yaml 里改并换 version,下一次审查起用";

    private static string Words(RuleTolerance t)
    {
        List<string> words = [$"面积 {t.Area} m²"];
        if (t.SliverWidthMillimetres > 0)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"碎片小于 {t.SliverArea} m² 且宽不足 {t.SliverWidthMillimetres} mm"));
        }

        if (t.DeclaredShareMillionths > 0)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"申报面积差 {t.DeclaredArea} m² 或百万分之 {t.DeclaredShareMillionths}"));
        }

        return string.Join(',', words);
    }
}
