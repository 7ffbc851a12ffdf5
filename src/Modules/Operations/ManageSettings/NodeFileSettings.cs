using System.Globalization;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Settings;
using Guotu.Kernel.Calendar;

namespace Guotu.Operations.ManageSettings;

/// <summary>
/// What stands in <c>node.json</c> (节点配置), only shown: it is changed at the shell and takes a restart. Of the database and the keys it is said only
/// whether and what kind they are; paths of keys and connection strings never leave the node.
/// </summary>
internal sealed class NodeFileSettings(NodeSettings node) : ISettingSource
{
    private const string Part = "节点";
    private const string None = "没有";
    private const string Hidden = "已配置,不在这里显示";

    public IReadOnlyList<FixedSetting> Fixed { get; } =
    [
        .. CountyOf(node.County), .. KeysOf(node), .. TrailOf(node), .. OutwardOf(node),
        Line("demonstration", "演示节点", node.Demonstration ? "是" : "否", "是的,每页、每份文书都写明演示数据。", "否"),
        Line("uploadLimitMiB", "上传上限", $"{Number(node.UploadLimitMiB)} MiB", "一个文件最大多少。", "50 MiB"),
        new("node.calendar", Part, "工作日历", WorkingDayCalendar.China.Version, "国务院办公厅公布放假安排后,升级到载有该年度日历的版本")
        {
            What = "时限按它数工作日。", Clause = "国务院办公厅每年的放假通知",
        },
    ];

    private static IEnumerable<FixedSetting> CountyOf(CountySettings county) =>
    [
        Line("county", "县域", string.Create(CultureInfo.InvariantCulture, $"{county.Name} {county.Code},{county.Bureau}"), "行政区划代码和机关名称,印在文书上。"),
        Line("county.zone", "坐标分带", string.Create(CultureInfo.InvariantCulture, $"3 度带 {county.Zone},中央经线 {county.CentralMeridian}°"), "平面坐标和面积用的分带。"),
        Line("county.paperPrefix", "机关代字", county.PaperPrefix, "案卷号和文书号的代字。"),
        Line("county.importLevel", "入库缺省级别", county.ImportLevel, "入库时没有写级别的数据按它标。", "internal"),
    ];

    private static IEnumerable<FixedSetting> KeysOf(NodeSettings node) =>
    [
        Line("database", "数据库", $"{node.Database.Provider},连接串不在这里显示", "节点的数据都在其中。"),
        Line("rootKeyFile", "根密钥文件", node.RootKeyFile.Length == 0 ? None : Hidden, "打开其余密钥的密钥,在节点目录之外。"),
        Line("rootKeyCredential", "根密钥凭据", node.RootKeyCredential.Length == 0 ? None : Hidden, "由 systemd 交给服务的根密钥。", None),
        Line("rootKeyDevice", "根密钥设备", node.RootKeyDevice is null ? None : Hidden, "由密码设备打开根密钥。", None),
        Line("signingDevice", "签名设备", node.SigningDevice is null ? None : Hidden, "密钥在密码设备里的签名。", None),
        Line("certificateLogin", "证书登录", node.CertificateLogin is null ? "没有启用" : "已启用", "用 UKey 登录。", "没有启用"),
        Line("idleMinutes", "闲置时间的节点缺省", $"{Number(node.IdleMinutes)} 分钟", "安全保密管理员没有设过会话策略时用它。", "15 分钟"),
    ];

    private static IEnumerable<FixedSetting> TrailOf(NodeSettings node) =>
    [
        Line("auditRetentionDays", "审计留存", $"{Number(node.AuditRetentionDays)} 天", "审计记录在库里至少留多久;少于 184 天按 184 天。", "400 天", "《网络安全法》第二十一条(不少于六个月)"),
        Line("auditCollector", "日志服务器", Or(node.AuditCollector), "审计检查点送往的服务器。", None),
        Line("auditCollectorAuthority", "日志服务器的根证书", node.AuditCollectorAuthority.Length == 0 ? "用系统信任的" : "已指定", "核对日志服务器证书用的根证书。", "用系统信任的"),
        Line("backupFolder", "备份目录", Or(node.BackupFolder), "备份工具写入的目录,测评和监控看其中最新一份的时间。", None),
    ];

    private static IEnumerable<FixedSetting> OutwardOf(NodeSettings node) =>
    [
        Line("verificationAddress", "查验网址", Or(node.VerificationAddress), "印在证书二维码里的查验网址。", None),
        Line("upstreamHosts", "市级登录主机", List(node.UpstreamHosts), "为市级统一登录可以连接的主机,此外一概不连。", None),
        Line("upstreamCountsSecond", "市级登录算第二因素", node.UpstreamCountsSecond ? "可以" : "不可以", "可以的,由安全保密管理员决定用不用。", "不可以"),
        Line("upstreamAuthority", "市级登录的根证书", node.UpstreamAuthority.Length == 0 ? "用系统信任的" : "已指定", "核对市级登录主机证书用的根证书。", "用系统信任的"),
        Line("logoutNoticeHosts", "退出通知主机", List(node.LogoutNoticeHosts), "退出登录时可以通知的业务系统主机,此外一概不连。", None),
        Line("logoutNoticeAuthority", "退出通知的根证书", node.LogoutNoticeAuthority.Length == 0 ? "用系统信任的" : "已指定", "核对这些主机证书用的根证书。", "用系统信任的"),
    ];

    private static FixedSetting Line(string name, string title, string value, string what, string? delivered = null, string? clause = null) =>
        new("node." + name, Part, title, value, $"在服务器上编辑节点目录的 node.json({name}),保存后执行 systemctl restart guotu")
        {
            What = what, Delivered = delivered, Clause = clause,
        };

    private static string Or(string text) => text.Length == 0 ? None : text;

    private static string List(IReadOnlyList<string> hosts) => hosts.Count == 0 ? None : string.Join('、', hosts);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
