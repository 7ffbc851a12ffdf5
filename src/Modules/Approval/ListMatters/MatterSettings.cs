using System.Globalization;
using Guotu.Approval.Domain;
using Guotu.Hosting.Settings;

namespace Guotu.Approval.ListMatters;

/// <summary>Limits of the matters (事项时限): the promised one is the county's to set, the others stand in the matter's file.</summary>
internal sealed class MatterSettings(MatterCatalogue matters) : ISettingSource
{
    private const string Part = "审批办理";

    public IReadOnlyList<SettingDefinition> Changeable { get; } = [.. matters.All.Select(PromisedDaysOf)];

    public IReadOnlyList<FixedSetting> Fixed { get; } = [.. matters.All.SelectMany(FixedOf)];

    /// <summary>承诺时限, in working days.</summary>
    public static SettingDefinition PromisedDaysOf(Matter matter) => new()
    {
        Key = "approval.promised-days." + matter.Code,
        Group = Part,
        Title = $"承诺时限({matter.Name})",
        What = "收件时写进案件的承诺办理时限,时限灯和到期日按它算。从下一件收件起;已收的件仍按收件时的时限。不能长于法定时限。",
        Unit = "工作日",
        Delivered = matter.PromisedDays,
        Least = 1,
        Most = matter.StatutoryDays,
        Clause = "陕西政务服务网公布的实施清单;不长于《行政许可法》第四十二条的法定时限",
        Doubt = matter.Verified ? null : "本县公布的承诺时限没有查到,交付值取自通常做法",
    };

    private static IEnumerable<FixedSetting> FixedOf(Matter matter)
    {
        var how = $"在节点目录的 matters/{matter.Code}.yaml 里改,改后 systemctl restart guotu";
        const string Law = "《行政许可法》第四十二条";
        yield return new FixedSetting($"approval.statutory-days.{matter.Code}", Part, $"法定时限({matter.Name})", Days(matter.StatutoryDays), how)
        {
            What = "法定办理时限,承诺时限不能长于它。", Clause = Law,
        };
        yield return new FixedSetting($"approval.extension-days.{matter.Code}", Part, $"延期({matter.Name})", Days(matter.ExtensionDays), how)
        {
            What = "经本机关负责人批准可以延长一次的天数。", Clause = Law,
        };
        yield return new FixedSetting(
            $"approval.validity-years.{matter.Code}", Part, $"证书有效期({matter.Name})", matter.Certificate.ValidityYears.ToString(CultureInfo.InvariantCulture) + " 年", how)
        {
            What = "自核发之日起,印在证书上。", Clause = "《建设项目用地预审管理办法》",
        };
    }

    private static string Days(int days) => days.ToString(CultureInfo.InvariantCulture) + " 工作日";
}
