using System.Globalization;
using Guotu.Database.Sessions;
using Guotu.Hosting.Settings;
using Guotu.Kernel.Results;

namespace Guotu.MapPublishing.Print;

/// <summary>Limits of prints that the system administrator may set (出图参数).</summary>
internal sealed class PrintSettings(PrintLimits limits, ISettings settings) : ISettingSource
{
    private const string Part = "出图";

    private const string HowChanged = "随程序交付,升级程序时更换";

    private readonly SettingDefinition _unfinished = new()
    {
        Key = "mappublishing.print.unfinished",
        Group = Part,
        Title = "每人未完成的出图",
        What = "一个人同时排队和在画的图最多几幅,满了不再收。从下一次出图起。",
        Unit = "幅",
        Delivered = limits.UnfinishedOfAPerson,
        Least = 1,
        Most = 20,
    };

    public IReadOnlyList<SettingDefinition> Changeable => [_unfinished];

    public IReadOnlyList<FixedSetting> Fixed { get; } =
    [
        new("mappublishing.print.longest", Part, "一幅图最长", Number(limits.Longest.TotalMinutes) + " 分钟", HowChanged) { What = "超过即停,不出图。" },
        new("mappublishing.print.kept", Part, "图件保存", Number(limits.Kept.TotalHours) + " 小时", HowChanged) { What = "到期清除,可以重新出图。" },
    ];

    /// <summary>Refused as <see cref="ISettings.ReadAsync"/> is.</summary>
    public async Task<Result<int>> UnfinishedAsync(ISqlSession session, CancellationToken ct) => (await settings.ReadAsync(session, _unfinished, ct)).Map(v => v.Value);

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);
}
