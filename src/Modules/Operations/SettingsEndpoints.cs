using Guotu.Hosting.Http;
using Guotu.Operations.ManageSettings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Operations;

/// <summary>HTTP of the settings: the system administrator's.</summary>
internal static class SettingsEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var settings = endpoints.MapGroup("/api/v1/settings").WithTags("参数");
        settings.MapGet(string.Empty, async (SettingCommands commands, CancellationToken ct) => (await commands.ListAsync(ct)).ToHttp())
            .Requires(OperationsPermissions.Settings).Produces<IReadOnlyList<SettingLine>>();
        settings.MapGet("/{key}/changes", async (string key, SettingCommands commands, CancellationToken ct) => (await commands.ChangesAsync(key, ct)).ToHttp())
            .Requires(OperationsPermissions.Settings).Produces<IReadOnlyList<SettingChangeView>>();
        settings.MapPut("/{key}", async (HttpContext http, string key, SettingBody body, SettingCommands commands, CancellationToken ct) =>
                (await commands.ChangeAsync(http.Command(SettingCommands.ChangeKind, SettingCommands.ObjectType, key), key, body, ct)).ToHttp())
            .Requires(OperationsPermissions.Settings).NeedsProof().Produces<SettingLine>();
    }
}
