FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY bot bot
COPY conversations conversations
COPY scheduler scheduler
RUN useradd --system --uid 10001 attune && install -d -o attune -g attune -m 0700 /data /keys
USER attune
ENV PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATABASE_URL=sqlite:////data/attune.db KEY_FILE=/keys/master.key
VOLUME /data /keys
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-m", "bot", "health"]
CMD ["python", "-m", "bot", "start"]
