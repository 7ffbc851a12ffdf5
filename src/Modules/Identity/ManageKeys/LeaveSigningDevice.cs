using System.Globalization;
using System.Text.Json;
using Guotu.Crypto.Keys;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.DualControl;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageKeys;

/// <summary>
/// 签名密钥移出密码设备: asked for by a security administrator, confirmed by a system administrator, for a key that the root key protects takes the place of
/// one that never left the device. Parameters: <c>key</c>, the purpose; <c>minutes</c> until it is signed with.
/// </summary>
internal sealed class LeaveSigningDevice(KeyCommands keys, KeyRing ring) : IControlledChange
{
    public static readonly ControlledKind TheKind = new(
        "key.device-leave", "签名密钥移出密码设备", IdentityPermissions.ManageKeys, [IdentityPermissions.ConfirmSecurity]);

    private const int LongestMinutes = 30 * 24 * 60;

    public ControlledKind Kind => TheKind;

    public Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct) =>
        Task.FromResult(Read(parameters).Map(asked => new ControlledMatter(
            "密钥 " + asked.Name,
            string.Create(CultureInfo.InvariantCulture, $"{asked.Name} 不再由密码设备签名,{asked.Minutes} 分钟后改用由根密钥保护的密钥"),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = asked.Name, ["minutes"] = asked.Minutes.ToString(CultureInfo.InvariantCulture) })));

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        var asked = Read(order.Parameters);
        if (asked.Error is { } refused)
        {
            return refused;
        }

        var left = await keys.LeaveDeviceAsync(work, asked.Value.Name, TimeSpan.FromMinutes(asked.Value.Minutes), ct);
        return left.Map(k => new ControlledEffect(
            JsonSerializer.Serialize(new { name = k.Name, version = k.Version - 1, inDevice = true }), JsonSerializer.Serialize(new { name = k.Name, version = k.Version, inDevice = false })));
    }

    private Result<(string Name, int Minutes)> Read(IReadOnlyDictionary<string, string> parameters)
    {
        var name = ParameterMustBeGiven.Read(parameters, "key");
        if (name.Error is { } missing)
        {
            return missing;
        }

        if (!int.TryParse(parameters.GetValueOrDefault("minutes", "5"), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes > LongestMinutes)
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "minutes"), ("reason", $"是 0 到 {LongestMinutes} 的整数")) { Field = "minutes" };
        }

        // The latest version decides, also where it is not signed with yet.
        return ring.List().LastOrDefault(k => k.Name == name.Value) is { Kind: WrappedKeyKind.DeviceKeyPair }
            ? (name.Value, minutes)
            : new Error(KernelErrors.FieldInvalid, ("field", "key"), ("reason", "不是密码设备内的签名密钥")) { Field = "key" };
    }
}
