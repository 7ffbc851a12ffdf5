using System.Text.Json;
using Guotu.Crypto.Keys;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageKeys;

/// <summary>
/// 更换根密钥: asked for by a security administrator, confirmed by a system administrator. The request names the root key that is to go, filled in by
/// the node; when the present one is another, the change was made already and nothing is done again. Parameter: <c>root</c>.
/// </summary>
internal sealed class ChangeRootKey(KeyCommands keys, KeyRing ring, IKeySource source) : IControlledDeed
{
    public const string ReplaceKind = "identity.key.root";

    public static readonly ControlledKind TheKind = new(
        "key.root-change", "更换根密钥", IdentityPermissions.ManageKeys, [IdentityPermissions.ConfirmSecurity]);

    public ControlledKind Kind => TheKind;

    public Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        if (source is not IChangeableKeySource)
        {
            return Task.FromResult<Result<ControlledMatter>>(KeyCommands.NotChangeable());
        }

        if (parameters.TryGetValue("root", out var named) && named != ring.RootId)
        {
            return Task.FromResult<Result<ControlledMatter>>(
                new Error(KernelErrors.FieldInvalid, ("field", "root"), ("reason", "不是现在的根密钥标识")) { Field = "root" });
        }

        var normal = new Dictionary<string, string>(StringComparer.Ordinal) { ["root"] = ring.RootId };
        return Task.FromResult<Result<ControlledMatter>>(new ControlledMatter("根密钥 " + ring.RootId, $"更换根密钥 {ring.RootId},全部密钥改由新的根密钥保护", normal));
    }

    public async Task<Result<ControlledEffect>> ExecuteAsync(CommandContext context, ControlledOrder order, CancellationToken ct)
    {
        if ((await ring.RefreshAsync(ct)).Error is { } closed)
        {
            return closed;
        }

        var before = order.Parameters["root"];
        if (ring.RootId == before)
        {
            var changed = await keys.ChangeRootAsync(context with { CommandName = ReplaceKind, ObjectType = "root-key", ObjectId = before }, before, ct);
            if (changed.Error is { } refused)
            {
                return refused;
            }
        }

        return new ControlledEffect(StateOf(before), StateOf(ring.RootId));
    }

    private static string StateOf(string root) => JsonSerializer.Serialize(new { root });
}
