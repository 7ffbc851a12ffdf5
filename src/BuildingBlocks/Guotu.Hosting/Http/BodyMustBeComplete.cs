using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace Guotu.Hosting.Http;

/// <summary>
/// A member that the body's type does not allow to be absent is there (请求内容完整). The JSON reader of .NET 8 leaves an absent member null
/// whatever the type says; without this a hostile or careless body would reach use cases as null.
/// </summary>
public sealed class BodyMustBeComplete : IEndpointFilter
{
    private const int Deepest = 4;
    private static readonly ConcurrentDictionary<Type, Member[]> Known = new();

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var absent = context.Arguments.Select(a => a is not null && IsRecord(a.GetType()) ? Absent(a, 0) : null).FirstOrDefault(n => n is not null);
        return absent is null
            ? next(context)
            : ValueTask.FromResult<object?>(ProblemAnswer.Of(new Error(KernelErrors.FieldInvalid, ("reason", $"缺 {absent}")) { Field = absent }));
    }

    /// <summary>Name of the first member that is null and must not be; null where all are there.</summary>
    private static string? Absent(object value, int depth)
    {
        foreach (var member in Known.GetOrAdd(value.GetType(), MembersOf))
        {
            var held = member.Property.GetValue(value);
            if (held is null)
            {
                if (member.Required)
                {
                    return member.Name;
                }

                continue;
            }

            if (depth < Deepest && Inside(held, member.Name, depth) is { } within)
            {
                return within;
            }
        }

        return null;
    }

    private static string? Inside(object held, string name, int depth) => held switch
    {
        string => null,
        IDictionary map => map.Values.Cast<object?>().Any(v => v is null) ? name : null,
        IEnumerable list => list.Cast<object?>().Select(e => e is null ? name : IsRecord(e.GetType()) ? Absent(e, depth + 1) : null).FirstOrDefault(n => n is not null),
        _ => IsRecord(held.GetType()) ? Absent(held, depth + 1) : null,
    };

    private static Member[] MembersOf(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => !p.PropertyType.IsValueType && p.GetIndexParameters().Length == 0 && p.CanWrite)
            .Select(p => new Member(p, JsonNamingPolicy.CamelCase.ConvertName(p.Name), nullability.Create(p).WriteState == NullabilityState.NotNull))
            .ToArray();
    }

    private static bool IsRecord(Type type) => type.Namespace?.StartsWith("Guotu.", StringComparison.Ordinal) == true && type.GetMethod("<Clone>$") is not null;

    private sealed record Member(PropertyInfo Property, string Name, bool Required);
}
