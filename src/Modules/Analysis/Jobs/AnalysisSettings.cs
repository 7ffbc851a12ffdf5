using System.Globalization;
using Guotu.Database.Sessions;
using Guotu.Hosting.Settings;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.Jobs;

/// <summary>Limits of analyses that the system administrator may set (空间分析参数).</summary>
internal sealed class AnalysisSettings(JobLimits limits, ISettings settings) : ISettingSource
{
    private const string Part = "空间分析";

    private const string HowChanged = "随程序交付,升级程序时更换";

    private readonly SettingDefinition _mostWaiting = new()
    {
        Key = "analysis.most-waiting",
        Group = Part,
        Title = "每人排队的分析",
        What = "一个人同时排队和在算的分析最多几个,满了不再收。从下一次提交起。",
        Unit = "个",
        Delivered = limits.MostWaiting,
        Least = 1,
        Most = 50,
    };

    public IReadOnlyList<SettingDefinition> Changeable => [_mostWaiting];

    public IReadOnlyList<FixedSetting> Fixed { get; } =
    [
        new("analysis.longest-minutes", Part, "一次分析最长", Number(limits.QueuedTime.TotalMinutes) + " 分钟", HowChanged) { What = "超过即停,什么也不留。" },
        new("analysis.kept-days", Part, "分析结果保存", Number(limits.KeptFor.TotalDays) + " 天", HowChanged) { What = "到期清除;要长期留的导出。" },
    ];

    /// <summary>Refused as <see cref="ISettings.ReadAsync"/> is.</summary>
    public async Task<Result<int>> MostWaitingAsync(ISqlSession session, CancellationToken ct) => (await settings.ReadAsync(session, _mostWaiting, ct)).Map(v => v.Value);

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);
}
