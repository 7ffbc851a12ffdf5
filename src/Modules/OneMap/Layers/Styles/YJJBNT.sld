<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.1.0" xmlns="http://www.opengis.net/sld" xmlns:se="http://www.opengis.net/se" xmlns:ogc="http://www.opengis.net/ogc">
  <NamedLayer>
    <se:Name>YJJBNT</se:Name>
    <UserStyle>
      <se:Name>default</se:Name>
      <se:Description><se:Title>永久基本农田</se:Title></se:Description>
      <IsDefault>1</IsDefault>
      <se:FeatureTypeStyle>
        <se:Rule>
          <se:Name>YJJBNT</se:Name><se:Description><se:Title>永久基本农田</se:Title></se:Description>
          <se:MaxScaleDenominator>30000</se:MaxScaleDenominator>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://slash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#7A5B00</se:SvgParameter><se:SvgParameter name="stroke-width">1.3</se:SvgParameter></se:Stroke></se:Mark><se:Size>9</se:Size></se:Graphic></se:GraphicFill></se:Fill></se:PolygonSymbolizer>
          <se:LineSymbolizer><se:Stroke><se:SvgParameter name="stroke">#FFFFFF</se:SvgParameter><se:SvgParameter name="stroke-width">6</se:SvgParameter></se:Stroke></se:LineSymbolizer>
          <se:LineSymbolizer><se:Stroke><se:SvgParameter name="stroke">#7A5B00</se:SvgParameter><se:SvgParameter name="stroke-width">2</se:SvgParameter></se:Stroke></se:LineSymbolizer>
        </se:Rule>
        <se:Rule>
          <!-- 图斑比衬边还小:衬边会盖住一切,只画一条细线。 -->
          <se:Name>YJJBNT-small</se:Name><se:Description><se:Title>永久基本农田(小比例尺)</se:Title></se:Description>
          <se:MinScaleDenominator>30000</se:MinScaleDenominator>
          <se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>shape://slash</se:WellKnownName><se:Stroke><se:SvgParameter name="stroke">#7A5B00</se:SvgParameter><se:SvgParameter name="stroke-width">1.3</se:SvgParameter></se:Stroke></se:Mark><se:Size>9</se:Size></se:Graphic></se:GraphicFill></se:Fill></se:PolygonSymbolizer>
          <se:LineSymbolizer><se:Stroke><se:SvgParameter name="stroke">#7A5B00</se:SvgParameter><se:SvgParameter name="stroke-width">0.7</se:SvgParameter></se:Stroke></se:LineSymbolizer>
        </se:Rule>
      </se:FeatureTypeStyle>
      <se:FeatureTypeStyle>
        <se:Rule>
          <se:Name>label</se:Name><se:Description><se:Title>永久基本农田注记</se:Title></se:Description>
          <se:MaxScaleDenominator>5000</se:MaxScaleDenominator>
          <se:TextSymbolizer><se:Label><ogc:PropertyName>YJJBNTTBBH</ogc:PropertyName></se:Label><se:Font><se:SvgParameter name="font-size">12</se:SvgParameter></se:Font><se:Halo><se:Radius>1.6</se:Radius><se:Fill><se:SvgParameter name="fill">#FFFFFF</se:SvgParameter></se:Fill></se:Halo><se:Fill><se:SvgParameter name="fill">#7A5B00</se:SvgParameter></se:Fill></se:TextSymbolizer>
        </se:Rule>
      </se:FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
