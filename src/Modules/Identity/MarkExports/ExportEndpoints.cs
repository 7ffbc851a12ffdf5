using System.ComponentModel.DataAnnotations;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Http;
using Guotu.Identity.Domain;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.MarkExports;

/// <summary>HTTP of export marks: the policy is the security administrator's; files that a page makes itself are taken down like all others.</summary>
internal static class ExportEndpoints
{
    private const int LongestId = 60;
    private const string AuditProof = "audit-proof";

    /// <summary>Files that pages make of what they show already, with the name that the auditor reads.</summary>
    private static readonly Dictionary<string, string> OfPages = new(StringComparer.Ordinal)
    {
        ["profile"] = "剖面数据",
        ["comparison"] = "版本差异表",
        [AuditProof] = "审计证明",
        ["settings"] = "参数表",
        ["node-state"] = "运行状况",
    };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var policy = endpoints.MapGroup("/api/v1/security/export-policy").WithTags("安全策略");
        policy.MapGet(string.Empty, async (ExportPolicyCommands commands, CancellationToken ct) => (await commands.ReadAsync(ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).Produces<ExportPolicy>();
        policy.MapPut(string.Empty, ChangeAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        endpoints.MapPost("/api/v1/exports", RegisterAsync).WithTags("导出").RequiresSession().Produces<ExportMarkView>();
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, ExportPolicyBody body, ExportPolicyCommands commands, CancellationToken ct)
    {
        if (body is not { Prints: { } prints, Reports: { } reports, Tables: { } tables, Features: { } features, Pictures: { } pictures })
        {
            return ProblemAnswer.Of(new Error(KernelErrors.FieldInvalid, ("field", "导出标记"), ("reason", "五类都要写明加还是不加")));
        }

        var context = http.Command(ExportPolicyCommands.ChangeKind, "export-policy", "1");
        return (await commands.ChangeAsync(context, new ExportPolicy(prints, reports, tables, features, pictures), ct)).ToHttp();
    }

    private static async Task<IResult> RegisterAsync(
        HttpContext http, PageExportBody body, IExportRegister exports, IEnumerable<IPageExportLabels> labels, CancellationToken ct)
    {
        if (!OfPages.TryGetValue(body.Kind, out var what))
        {
            return ProblemAnswer.Of(Invalid("kind", "没有这一类导出"));
        }

        if (body.ObjectId.Length is 0 or > LongestId || body.ObjectId.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '@')))
        {
            return ProblemAnswer.Of(Invalid("objectId", $"要有 1 到 {LongestId} 个字母、数字或 - _ . @"));
        }

        var label = await LabelAsync(http.Caller(), body, labels, ct);
        if (label.Error is { } unseen)
        {
            return ProblemAnswer.Of(unseen);
        }

        var kind = body.Kind == AuditProof ? ExportClass.Original : ExportClass.Table;
        var mark = await exports.RegisterAsync(http.Caller(), new ExportAsked(kind, body.Kind, body.ObjectId, what, label.Value), ct);
        return mark.Map(m => new ExportMarkView(m.Number, m.Shown ? m.Line : string.Empty)).ToHttp();
    }

    /// <summary>The trail's own is that of records; everything else is said by the module that it belongs to, and by none it is not exported.</summary>
    private static async Task<Result<SecurityLabel>> LabelAsync(Caller caller, PageExportBody body, IEnumerable<IPageExportLabels> labels, CancellationToken ct)
    {
        if (body.Kind == AuditProof)
        {
            return LabelScheme.Shipped.Records;
        }

        foreach (var part in labels)
        {
            if (await part.OfAsync(caller, body.Kind, body.ObjectId, ct) is { } found)
            {
                return found;
            }
        }

        return Invalid("kind", "本节点没有这一类导出");
    }

    private static Error Invalid(string field, string reason) => new(KernelErrors.FieldInvalid, ("field", field), ("reason", reason)) { Field = field };

    private sealed record ExportPolicyBody(bool? Prints, bool? Reports, bool? Tables, bool? Features, bool? Pictures);

    private sealed record PageExportBody([property: AllowedValues("profile", "comparison", "audit-proof", "settings", "node-state")] string Kind, [property: MaxLength(LongestId)] string ObjectId);
}

/// <summary>The number of an export and the line that it carries; empty where the county marks no tables.</summary>
internal sealed record ExportMarkView(string Number, string Line);
