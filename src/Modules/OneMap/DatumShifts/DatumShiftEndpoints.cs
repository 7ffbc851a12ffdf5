using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.Hosting.Http;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.OneMap.DatumShifts;

/// <summary>HTTP of parameters of changes of datum.</summary>
internal static class DatumShiftEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var shifts = endpoints.MapGroup("/api/v1/crs/shifts").WithTags("坐标转换参数");
        shifts.MapGet(string.Empty, async (DatumShiftReading reading, CancellationToken ct) => Results.Ok(await reading.ListAsync(ct)))
            .Requires(OneMapModule.ShiftPermission).Produces<IReadOnlyList<ShiftView>>();
        shifts.MapPost(string.Empty, EnterAsync).Requires(OneMapModule.ShiftPermission).Produces<EnteredShift>();
        shifts.MapPost("/{id:long}/retire", RetireAsync).Requires(OneMapModule.ShiftPermission).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> EnterAsync(HttpContext http, EnterShiftBody body, DatumShiftCommands commands, CancellationToken ct)
    {
        if (((DatumShift?)body.Plane ?? body.Spatial) is not { } shift || (body.Plane is not null && body.Spatial is not null))
        {
            return ProblemAnswer.Of(new Error(KernelErrors.FieldInvalid, ("field", "转换参数"), ("reason", "四参数和七参数填一种")));
        }

        var entry = new ShiftEntry(body.Name ?? string.Empty, body.FromEpsg, shift, body.Control ?? []);
        var context = http.Command("onemap.shift.enter", "datum-shift", body.FromEpsg.ToString(CultureInfo.InvariantCulture));
        return (await commands.EnterAsync(context, entry, ct)).ToHttp();
    }

    private static async Task<IResult> RetireAsync(HttpContext http, long id, DatumShiftCommands commands, CancellationToken ct)
    {
        var retired = await commands.RetireAsync(http.Command("onemap.shift.retire", "datum-shift", id.ToString(CultureInfo.InvariantCulture)), id, ct);
        return retired.Error is { } error ? ProblemAnswer.Of(error) : Results.NoContent();
    }
}

/// <summary>Body of an entry: four or seven parameters, one of the two.</summary>
/// <param name="Name">Where and when they were fitted.</param>
/// <param name="FromEpsg">The older system.</param>
/// <param name="Plane">Four parameters: X north, Y east without zone number, seconds of arc, parts per million.</param>
/// <param name="Spatial">Seven parameters with their rotation convention: metres, seconds of arc, parts per million.</param>
/// <param name="Control">Control points in both systems, east first, metres; three at least, or none.</param>
internal sealed record EnterShiftBody(string? Name, int FromEpsg, PlaneShift? Plane, BursaWolfShift? Spatial, IReadOnlyList<ControlPoint>? Control);
