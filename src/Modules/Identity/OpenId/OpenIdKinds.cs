using Guotu.Hosting.Modules;

namespace Guotu.Identity.OpenId;

/// <summary>Kinds of audit record of signing on to other systems (单点登录的审计事项).</summary>
internal static class OpenIdKinds
{
    public const string Provider = "identity.openid.provider";
    public const string Key = "identity.openid.key";
    public const string Client = "identity.openid.client";
    public const string Standing = "identity.openid.client.standing";
    public const string Secret = "identity.openid.client.secret";
    public const string Notice = "identity.openid.logout-notice";
    public const string Ask = "identity.openid.ask";
    public const string SignOn = "identity.openid.sign-on";
    public const string Redeem = "identity.openid.redeem";
    public const string Reuse = "identity.openid.reuse";
    public const string Revoke = "identity.openid.revoke";

    public static IReadOnlyList<AuditKind> All { get; } =
    [
        new(Provider, "设置单点登录"),
        new(Key, "更换身份令牌签名密钥"),
        new(Client, "登记其他系统"),
        new(Standing, "启用或停用其他系统"),
        new(Secret, "换发系统密钥"),
        new(Notice, "通知系统会话结束"),
        new(Ask, "请求单点登录"),
        new(SignOn, "登录到其他系统"),
        new(Redeem, "系统兑换授权码"),
        new(Reuse, "授权码被重复或冒用"),
        new(Revoke, "系统收回访问令牌"),
    ];
}
