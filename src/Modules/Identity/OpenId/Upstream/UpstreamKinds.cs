using Guotu.Hosting.Modules;

namespace Guotu.Identity.OpenId.Upstream;

/// <summary>Kinds of audit record of logins over the city's provider (市级统一登录的审计事项).</summary>
internal static class UpstreamKinds
{
    public const string Settings = "identity.upstream.settings";
    public const string Remove = "identity.upstream.remove";
    public const string Bind = "identity.upstream.bind";
    public const string Unbind = "identity.upstream.unbind";
    public const string Login = "identity.upstream.login";

    public static IReadOnlyList<AuditKind> All { get; } =
    [
        new(Settings, "设置市级统一登录"),
        new(Remove, "移除市级统一登录"),
        new(Bind, "对应市级身份"),
        new(Unbind, "解除市级身份"),
        new(Login, "经市级统一登录"),
    ];
}
