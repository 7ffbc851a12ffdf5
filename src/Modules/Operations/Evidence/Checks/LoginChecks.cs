using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;

namespace Guotu.Operations.Evidence.Checks;

/// <summary>口令策略: the stored policies are no laxer than the standard, and their rows are as they were written.</summary>
internal sealed class PasswordPolicyCheck(RunFacts facts) : IEvidenceCheck
{
    public string Code => "password-policy";

    public string Title => "口令策略不低于标准";

    public string Command => "系统管理 → 安全策略";

    public Task<CheckOutcome> RunAsync(CancellationToken ct) => facts.OfLoginsAsync(
        f =>
        {
            string[] lines = [.. f.Policies.Select(p => $"{p.Audience}:{p.Words}")];
            var lax = f.Policies.Where(p => !p.KeepsToTheStandard).Select(p => p.Audience).ToList();
            return lax.Count == 0
                ? CheckOutcome.Of(true, "两套策略都不低于标准,行校验码成立", lines)
                : CheckOutcome.Of(false, "低于标准:" + string.Join('、', lax), lines);
        },
        ct);
}

/// <summary>弱口令被拒: passwords that are weak in one way each are put through the stored policies.</summary>
internal sealed class WeakPasswordCheck(RunFacts facts) : IEvidenceCheck
{
    public string Code => "weak-password-refused";

    public string Title => "弱口令被拒绝";

    public string Command => "用存储的策略逐个判定六种弱口令";

    public Task<CheckOutcome> RunAsync(CancellationToken ct) => facts.OfLoginsAsync(
        f =>
        {
            string[] lines = [.. f.Tried.Select(t => $"{t.Audience} {t.Weakness}:{t.Refusal ?? "接受"}")];
            var taken = f.Tried.Count(t => t.Refusal is null);
            return CheckOutcome.Of(taken == 0, taken == 0 ? $"{f.Tried.Count} 次全部拒绝" : $"{taken} 次被接受", lines);
        },
        ct);
}

/// <summary>失败锁定: five wrong passwords lock the account for twenty minutes.</summary>
internal sealed class LockOutCheck(RunFacts facts) : IEvidenceCheck
{
    private const int MostFailures = 5;

    public string Code => "lock-out";

    public string Title => "连续失败即锁定";

    public string Command => "连续输错口令;guotu user unlock 解锁";

    public Task<CheckOutcome> RunAsync(CancellationToken ct) => facts.OfLoginsAsync(
        f =>
        {
            var met = f.FailuresToLock <= MostFailures && f.LockedFor >= TimeSpan.FromMinutes(15);
            return CheckOutcome.Of(met, $"连续 {f.FailuresToLock} 次锁定 {f.LockedFor.TotalMinutes:F0} 分钟", "计数在口令核对之前完成,并发的多次尝试合计,不存在的账号同样计数");
        },
        ct);
}

/// <summary>没有默认账号: none of the names that attackers try first.</summary>
internal sealed class DefaultAccountCheck(IAccountAdministration accounts) : IEvidenceCheck
{
    private static readonly HashSet<string> Usual = new(["admin", "administrator", "root", "test", "guest", "demo", "user", "sa", "system", "oracle", "sysdba"], StringComparer.OrdinalIgnoreCase);

    public string Code => "no-default-accounts";

    public string Title => "没有默认账号";

    public string Command => "guotu user list";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var found = (await accounts.ListAsync(ct)).Where(a => a.Standing == AccountStanding.Enabled && Usual.Contains(a.Account)).Select(a => a.Account).ToArray();
        return CheckOutcome.Of(found.Length == 0, found.Length == 0 ? "没有惯用的默认登录名;首次口令随机生成,首次登录必须修改" : "启用着的默认登录名:" + string.Join('、', found), found);
    }
}

/// <summary>身份唯一: no login name stands twice, and no account was changed behind the application's back.</summary>
internal sealed class UniqueIdentityCheck(IAccountAdministration accounts) : IEvidenceCheck
{
    public string Code => "unique-identity";

    public string Title => "身份标识唯一";

    public string Command => "guotu user list";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var all = await accounts.ListAsync(ct);
        var twice = all.GroupBy(a => a.Account, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        var tampered = all.Where(a => a.Standing == AccountStanding.Tampered).Select(a => a.Account).ToList();
        string[] lines = [$"账号 {all.Count} 个,停用的登录名不让出", .. twice.Select(a => "重复:" + a), .. tampered.Select(a => "被改动:" + a)];
        return CheckOutcome.Of(twice.Count + tampered.Count == 0, twice.Count + tampered.Count == 0 ? $"{all.Count} 个账号各不相同" : $"重复 {twice.Count} 个,被改动 {tampered.Count} 个", lines);
    }
}

/// <summary>三员分立: each of the three is held by somebody, nobody holds two, and none of them holds business rights.</summary>
internal sealed class ThreeAdministratorsCheck(RunFacts facts) : IEvidenceCheck
{
    public string Code => "three-administrators";

    public string Title => "三员分立";

    public string Command => "guotu user list";

    public Task<CheckOutcome> RunAsync(CancellationToken ct) => facts.OfLoginsAsync(
        f =>
        {
            PermissionHolder[] three = [PermissionHolder.SystemAdministrator, PermissionHolder.SecurityAdministrator, PermissionHolder.Auditor];
            string[] lines = [.. f.Administrators.Select(a => $"{a.Kind}:{a.Account}"), .. f.Mixed.Select(a => "兼任:" + a)];
            var vacant = three.Select(k => k.ToString()).Where(k => f.Administrators.All(a => a.Kind != k)).ToList();
            var met = f.Mixed.Count == 0 && vacant.Count == 0;
            return CheckOutcome.Of(met, met ? "三员齐备,没有人兼任,也不兼业务角色" : $"兼任 {f.Mixed.Count} 人,缺 {string.Join('、', vacant)}", lines);
        },
        ct);
}

/// <summary>会话超时: the stored session policies end idle sessions within half an hour at most, and their rows are as they were written.</summary>
internal sealed class SessionTimeoutCheck(RunFacts facts) : IEvidenceCheck
{
    public string Code => "session-timeouts";

    public string Title => "会话超时自动退出";

    public string Command => "系统管理 → 安全策略 → 会话";

    public Task<CheckOutcome> RunAsync(CancellationToken ct) => facts.OfLoginsAsync(
        f =>
        {
            string[] lines = [.. f.Sessions.Select(s => $"{s.Audience}:{s.Words}"), "会话在服务端的行里,过期与退出立即对所有节点有效"];
            var lax = f.Sessions.Where(s => !s.KeepsToTheStandard).Select(s => s.Audience).ToList();
            return lax.Count == 0
                ? CheckOutcome.Of(true, $"闲置至多 {f.Sessions.Max(s => s.IdleMinutes)} 分钟后退出", lines)
                : CheckOutcome.Of(false, "低于标准:" + string.Join('、', lax), lines);
        },
        ct);
}

/// <summary>权限复核: every organisation that has accounts was reviewed within half a year.</summary>
internal sealed class AccessReviewCheck(RunFacts facts) : IEvidenceCheck
{
    public string Code => "access-review";

    public string Title => "权限定期复核";

    public string Command => "系统管理 → 权限复核";

    public Task<CheckOutcome> RunAsync(CancellationToken ct) => facts.OfLoginsAsync(
        f =>
        {
            var (total, unreviewed) = f.Organisations;
            return CheckOutcome.Of(
                total > 0 && unreviewed.Count == 0,
                unreviewed.Count == 0 ? $"{total} 个机构在 {f.ReviewedEvery} 天内都复核过" : $"{total} 个机构中 {unreviewed.Count} 个在 {f.ReviewedEvery} 天内没有签署过的复核",
                [.. unreviewed.Select(o => "没有复核:" + o)]);
        },
        ct);
}

/// <summary>双因素: every administrator has a second factor bound.</summary>
internal sealed class SecondFactorCheck(RunFacts facts) : IEvidenceCheck
{
    public string Code => "second-factor";

    public string Title => "管理员绑定了第二因素";

    public string Command => "系统管理 → 安全策略 → 第二因素";

    public Task<CheckOutcome> RunAsync(CancellationToken ct) => facts.OfLoginsAsync(
        f =>
        {
            string[] lines = [.. f.Administrators.Select(a => $"{a.Account}:{(a.NeedsSecond ? "须有" : "不要求")},{(a.HasSecond ? "已绑定" : "未绑定")}")];
            var free = f.Administrators.Count(a => !a.NeedsSecond);
            var unbound = f.Administrators.Count(a => !a.HasSecond);
            return f.Administrators.Count == 0 ? CheckOutcome.NotProved("没有管理员账号")
                : free > 0 ? CheckOutcome.Of(false, $"{free} 个管理员账号不要求第二因素", lines)
                : unbound > 0 ? CheckOutcome.Partly($"都要求,{unbound} 个尚未绑定(绑定前不能办理任何事)", lines)
                : CheckOutcome.Of(true, $"{f.Administrators.Count} 个管理员账号都已绑定", lines);
        },
        ct);
}

/// <summary>动态口令算法: the ten published examples of GM/T 0021.</summary>
internal sealed class DynamicPasswordCheck(RunFacts facts) : IEvidenceCheck
{
    public string Code => "otp-vectors";

    public string Title => "动态口令算法与标准算例一致";

    public string Command => "GM/T 0021 的十个 SM3 算例";

    public Task<CheckOutcome> RunAsync(CancellationToken ct) => facts.OfLoginsAsync(
        f => CheckOutcome.Of(f.DynamicPasswordExamples.Wrong == 0, $"{f.DynamicPasswordExamples.Total} 个算例,{f.DynamicPasswordExamples.Wrong} 个不符"), ct);
}

/// <summary>多余账号: unused and expired accounts are disabled.</summary>
internal sealed class UnusedAccountCheck(IAccountAdministration accounts) : IEvidenceCheck
{
    public string Code => "unused-accounts";

    public string Title => "没有长期未用的启用账号";

    public string Command => "系统管理 → 账号 → 长期未用";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var all = await accounts.ListAsync(ct);
        var unused = all.Where(a => a.Inactive).Select(a => a.Account).ToArray();
        return unused.Length == 0
            ? CheckOutcome.Of(true, $"{all.Count} 个账号中没有")
            : CheckOutcome.Partly($"{unused.Length} 个账号长期未用而仍启用", unused);
    }
}

/// <summary>首次口令: the file of first passwords is away once everybody changed theirs, and until then only its owner may read it.</summary>
internal sealed class FirstPasswordCheck(NodeSettings node, IAccountAdministration accounts) : IEvidenceCheck
{
    public string Code => "first-passwords";

    public string Title => "首次口令已改";

    public string Command => "guotu doctor";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var waiting = (await accounts.ListAsync(ct)).Count(a => a.Standing == AccountStanding.Enabled && a.MustChangePassword);
        var isThere = File.Exists(node.FirstPasswordFile);
        var open = isThere && (File.GetUnixFileMode(node.FirstPasswordFile) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0;
        return open ? CheckOutcome.Of(false, "首次口令文件别人也能读")
            : waiting > 0 || isThere ? CheckOutcome.Partly($"{waiting} 个账号还没有改首次口令(改之前不能办理任何事),首次口令文件{(isThere ? "还在" : "已删除")}")
            : CheckOutcome.Of(true, "都已改过,首次口令文件已删除");
    }
}

/// <summary>口令存储: salted PBKDF2-HMAC-SM3, no two alike.</summary>
internal sealed class PasswordStorageCheck(RunFacts facts) : IEvidenceCheck
{
    public string Code => "password-storage";

    public string Title => "口令加盐散列存放";

    public string Command => "SELECT password_hash FROM id_user(只看前缀)";

    public Task<CheckOutcome> RunAsync(CancellationToken ct) => facts.OfLoginsAsync(
        f => CheckOutcome.Of(f.StoredPasswords.Weak == 0, $"{f.StoredPasswords.Total} 个口令都是各自加盐的 PBKDF2-HMAC-SM3,不符的 {f.StoredPasswords.Weak} 个"), ct);
}
